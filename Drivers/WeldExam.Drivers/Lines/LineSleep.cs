using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>One timer used over and over, for one sleeper at a time: Task.Delay would allocate for every look at a line. It may wake early,
/// never for ever; who sleeps looks at the clock.</summary>
internal sealed class LineSleep : IValueTaskSource, IDisposable
{
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<bool> _core;
    private CancellationTokenRegistration _givesUp;
    private int _isAsleep;

    public LineSleep(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(static state => ((LineSleep)state!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sleeps until <paramref name="tick"/>, never for less.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask UntilAsync(MonotonicTick tick, CancellationToken cancel)
    {
        for (var left = _clock.Until(tick); left > TimeSpan.Zero; left = _clock.Until(tick))
            await For(_clock is IWireClock ? left : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), cancel);
    }

    /// <summary>Sleeps through what is left until <paramref name="tick"/>; where timers count milliseconds, rounded down.</summary>
    public ValueTask AlmostUntilAsync(MonotonicTick tick, CancellationToken cancel)
    {
        var left = _clock.Until(tick);
        if (_clock is not IWireClock)
            left = TimeSpan.FromMilliseconds(Math.Floor(left.TotalMilliseconds));
        return left == TimeSpan.Zero ? default : For(left, cancel);
    }

    /// <summary>Sleeps for <paramref name="length"/>, which a timer of the system counts in whole milliseconds.</summary>
    public ValueTask For(TimeSpan length, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _core.Reset();
        Volatile.Write(ref _isAsleep, 1);
        _givesUp = cancel.UnsafeRegister(static (state, token) => ((LineSleep)state!).GiveUp(token), this);
        _timer.Change(length, Timeout.InfiniteTimeSpan);
        return new ValueTask(this, _core.Version);
    }

    public void Dispose() => _timer.Dispose();

    void IValueTaskSource.GetResult(short token)
    {
        _givesUp.Dispose();
        _core.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
            _core.SetResult(true);
    }

    private void GiveUp(CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
            _core.SetException(new OperationCanceledException(cancel));
    }
}
