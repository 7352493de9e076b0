using System.Runtime.CompilerServices;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>The wait where no thread is there for the wires: first in the kernel, to the microsecond, for no longer than 2 ms of the caller's
/// thread; then the file is looked at once a millisecond.</summary>
internal sealed class HeldWait(TimeProvider clock) : ILineWait
{
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly LineSleep _sleep = new(clock);
    private volatile bool _isWoken;

    /// <summary>The wait that <paramref name="clock"/> offers, else one of these.</summary>
    public static ILineWait Of(TimeProvider clock) => clock is IWireClock wires ? wires.CreateWait() : new HeldWait(clock);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ForBytesAsync(int file, MonotonicTick until, CancellationToken cancel)
    {
        _isWoken = false;
        var left = clock.Until(until);
        if (IsReady(file, left < Hold ? left : Hold))
            return;
        while (!_isWoken && clock.Now() < until)
        {
            await _sleep.For(Look, cancel);
            if (_isWoken || IsReady(file, TimeSpan.Zero))
                return;
        }
    }

    public void Wake() => _isWoken = true;

    public void Dispose() => _sleep.Dispose();

    private static bool IsReady(int file, TimeSpan longest)
    {
        var poll = new Libc.PollFile { File = file, Wanted = Libc.PollIn };
        return Libc.Poll(ref poll, 1, new Libc.TimeSpec(longest), 0) > 0;
    }
}
