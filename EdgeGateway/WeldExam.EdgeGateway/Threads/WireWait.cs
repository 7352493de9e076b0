using System.Threading.Tasks.Sources;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.EdgeGateway.Threads;

/// <summary>One line's wait for bytes on a <see cref="WireThread"/>, used over and over.</summary>
internal sealed class WireWait(WireWatch watch) : ILineWait, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _givesUp;
    private int _isWaiting;

    public int File { get; private set; }

    /// <summary>In the clock's stamps.</summary>
    public long Until { get; private set; }

    public ValueTask ForBytesAsync(int file, MonotonicTick until, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        File = file;
        Until = WireThreadClock.StampOf(until);
        _core.Reset();
        Volatile.Write(ref _isWaiting, 1);
        _givesUp = cancel.UnsafeRegister(static (state, token) => ((WireWait)state!).End(new OperationCanceledException(token)), this);
        watch.Add(this);
        return new ValueTask(this, _core.Version);
    }

    public void Wake() => End(null);

    public void Dispose() => Wake();

    void IValueTaskSource.GetResult(short token)
    {
        _givesUp.Dispose();
        _core.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void End(OperationCanceledException? cause)
    {
        if (Interlocked.Exchange(ref _isWaiting, 0) == 0)
            return;
        watch.Remove(this);
        if (cause is null)
            _core.SetResult(true);
        else
            _core.SetException(cause);
    }
}
