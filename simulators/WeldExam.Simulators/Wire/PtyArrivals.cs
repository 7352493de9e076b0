using System.Threading.Channels;

namespace WeldExam.Simulators.Wire;

/// <summary>Says when a pty may have something to read: at once by SIGIO, and every few milliseconds for what a lost signal left behind.</summary>
/// <remarks>A pty cannot join .NET's socket engine, a blocking read would hold a pool thread per line, and polling at 1 kHz took 11 % of a core.</remarks>
internal sealed class PtyArrivals : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly Channel<bool> _wakes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }); // one pending wake is enough

    private readonly ITimer _timer;

    public PtyArrivals(TimeProvider clock)
    {
        PtySignal.Enable();
        PtySignal.Arrived += OnArrived;
        _timer = clock.CreateTimer(_ => Wake(), state: null, Look, Look);
    }

    public async Task WaitAsync(CancellationToken cancel)
    {
        await _wakes.Reader.WaitToReadAsync(cancel);
        _wakes.Reader.TryRead(out _);
    }

    public async ValueTask DisposeAsync()
    {
        PtySignal.Arrived -= OnArrived;
        await _timer.DisposeAsync();
    }

    private void OnArrived(object? sender, EventArgs arrived) => Wake();

    private void Wake() => _wakes.Writer.TryWrite(true);
}
