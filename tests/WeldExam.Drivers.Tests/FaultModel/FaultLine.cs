using System.Threading.Tasks.Sources;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Tests.FaultModel;

/// <summary>A line on which each byte has its time of arrival.</summary>
internal sealed class FaultLine : IByteLine, IValueTaskSource<LineOutcome>
{
    private readonly FaultClock _clock;
    private readonly PriorityQueue<byte, (long At, long Order)> _arriving = new();
    private readonly ITimer _timer;
    private ManualResetValueTaskSourceCore<LineOutcome> _core;
    private CancellationTokenRegistration _stops;
    private Memory<byte> _into;
    private MonotonicTick _deadline;
    private bool _isWaiting;
    private long _order;
    private long _hangUpAt = long.MaxValue;

    public FaultLine(FaultClock clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Name => "faulty";

    public LineState State { get; private set; }

    public Action<byte[]> Device { get; set; } = _ => { };

    /// <summary>When the last byte that is under way arrives.</summary>
    public long LastArrival { get; private set; }

    /// <summary>Until then nothing can be opened.</summary>
    public long UnpluggedUntil { get; private set; }

    /// <summary>Bytes under way die with a connection, but not with a serial port: its device goes on speaking.</summary>
    public bool DiesWithConnection { get; init; }

    /// <summary>Bytes that this rig itself allocated.</summary>
    public long Copied { get; set; }

    public void Arrives(long at, byte value)
    {
        _arriving.Enqueue(value, (at, _order++));
        LastArrival = Math.Max(LastArrival, at);
    }

    public void HangUp(long at, long forMicroseconds) => (_hangUpAt, UnpluggedUntil) = (at, at + forMicroseconds);

    public ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        if (_clock.Now < UnpluggedUntil)
            return new(LineOutcome.Down("unplugged"));
        _hangUpAt = long.MaxValue;
        if (DiesWithConnection)
            _arriving.Clear();
        State = LineState.Open;
        return new(LineOutcome.Done(0));
    }

    public ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel)
    {
        if (IsDown())
            return new(LineOutcome.Down("hung up"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Device(bytes.ToArray());
        Copied += GC.GetAllocatedBytesForCurrentThread() - before;
        Look();
        return new(LineOutcome.Done(bytes.Length));
    }

    public ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        (_into, _deadline) = (into, deadline);
        if (TryEnd(out var outcome))
            return new(outcome);
        _core.Reset();
        _isWaiting = true;
        _stops = cancel.UnsafeRegister(static (state, token) => ((FaultLine)state!).GiveUp(token), this);
        Set();
        return new(this, _core.Version);
    }

    public void Discard()
    {
        while (_arriving.TryPeek(out _, out var at) && at.At <= _clock.Now)
            _arriving.Dequeue();
    }

    public void Close()
    {
        State = LineState.Closed;
        Look();
    }

    public void Dispose()
    {
        Close();
        _timer.Dispose();
    }

    LineOutcome IValueTaskSource<LineOutcome>.GetResult(short token)
    {
        _stops.Dispose();
        return _core.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<LineOutcome>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<LineOutcome>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private bool IsDown()
    {
        if (State == LineState.Open && _clock.Now >= _hangUpAt)
            State = LineState.HungUp;
        return State != LineState.Open;
    }

    private bool TryEnd(out LineOutcome outcome)
    {
        var count = 0;
        while (!IsDown() && count < _into.Length && _arriving.TryPeek(out var value, out var at) && at.At <= _clock.Now)
        {
            _into.Span[count++] = value;
            _arriving.Dequeue();
        }

        outcome = State != LineState.Open ? LineOutcome.Down("hung up") : count > 0 ? LineOutcome.Done(count) : LineOutcome.Deadline;
        return outcome.End != LineEnd.Deadline || _clock.Now >= _deadline.Microseconds;
    }

    private void Set()
    {
        var next = Math.Min(_deadline.Microseconds, _hangUpAt);
        if (_arriving.TryPeek(out _, out var at))
            next = Math.Min(next, at.At);
        _timer.Change(TimeSpan.FromMicroseconds(Math.Max(0, next - _clock.Now)), Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        if (!_isWaiting)
            return;
        if (!TryEnd(out var outcome))
        {
            Set();
            return;
        }

        _isWaiting = false;
        _core.SetResult(outcome);
    }

    private void GiveUp(CancellationToken cancel)
    {
        if (!_isWaiting)
            return;
        _isWaiting = false;
        _core.SetException(new OperationCanceledException(cancel));
    }
}
