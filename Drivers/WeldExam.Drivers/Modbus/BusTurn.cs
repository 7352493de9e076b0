using System.Threading.Tasks.Sources;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Modbus;

/// <summary>A place in the queue for a bus; used over and over.</summary>
internal sealed class BusTurn : IValueTaskSource<bool>
{
    private readonly BusTurns _turns;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _givesUp;
    private MonotonicTick _deadline;

    public BusTurn(BusTurns turns, TimeProvider clock)
    {
        (_turns, _clock) = (turns, clock);
        _timer = clock.CreateTimer(static state => ((BusTurn)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Depth { get; private set; }

    /// <summary>Whether it stands in the queue; changed by the queue alone, under its guard.</summary>
    public bool IsWaiting { get; set; }

    public void Begin(int depth, MonotonicTick deadline)
    {
        _core.Reset();
        (Depth, _deadline) = (depth, deadline);
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancel)
    {
        _givesUp = cancel.UnsafeRegister(static (state, token) => ((BusTurn)state!).GiveUp(token), this);
        Sleep();
        return new ValueTask<bool>(this, _core.Version);
    }

    public void Grant() => _core.SetResult(true);

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        _givesUp.Dispose();
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _turns.TakeBack(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Sleep() =>
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(_clock.Until(_deadline).TotalMilliseconds)), Timeout.InfiniteTimeSpan);

    // A timer that was set for an earlier wait may still ring.
    private void Expire()
    {
        if (_clock.Now() < _deadline)
            Sleep();
        else if (_turns.Leave(this))
            _core.SetResult(false);
    }

    private void GiveUp(CancellationToken cancel)
    {
        if (_turns.Leave(this))
            _core.SetException(new OperationCanceledException(cancel));
    }
}
