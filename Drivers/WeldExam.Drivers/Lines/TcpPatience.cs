using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>A deadline as a cancellation token that is used over and over, for one wait at a time; only one that has passed costs a new token.</summary>
internal sealed class TcpPatience : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private CancellationTokenSource _late = new();
    private CancellationTokenRegistration _stops;
    private MonotonicTick _deadline;
    private bool _isUsed;

    public TcpPatience(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(static state => ((TcpPatience)state!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled at the deadline or by <paramref name="cancel"/>, until <see cref="End"/>.</summary>
    public CancellationToken Until(MonotonicTick deadline, CancellationToken cancel)
    {
        if (_late.IsCancellationRequested)
        {
            _late.Dispose();
            _late = new CancellationTokenSource();
        }

        (_deadline, _isUsed) = (deadline, true);
        _stops = cancel.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _late);
        Set();
        return _late.Token;
    }

    public void End()
    {
        if (!_isUsed)
            return;
        _isUsed = false;
        _stops.Dispose();
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _late.Dispose();
    }

    private void Set() =>
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(_clock.Until(_deadline).TotalMilliseconds)), Timeout.InfiniteTimeSpan);

    // A timer that was set for an earlier wait may still ring.
    private void Ring()
    {
        if (_clock.Now() >= _deadline)
            _late.Cancel();
        else if (_isUsed)
            Set();
    }
}
