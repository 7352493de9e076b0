namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>Time that jumps from one timer to the next. Timers fire on the pump's thread, in the order of their time and then of their making.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset Day = new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<(VirtualTimer Timer, long Version), (TimeSpan Due, long Order)> _timers = new();
    private long _order;

    public TimeSpan Elapsed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => Day + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sleeps to the microsecond; Task.Delay and cancellation count whole milliseconds.</summary>
    public async Task SleepAsync(TimeSpan length)
    {
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = CreateTimer(_ => woken.TrySetResult(), null, length, Timeout.InfiniteTimeSpan);
        await woken.Task;
    }

    /// <summary>Fires the next timer; false when there is none.</summary>
    public bool FireNext()
    {
        while (_timers.TryDequeue(out var next, out var priority))
        {
            if (!next.Timer.IsCurrent(next.Version))
                continue;
            Elapsed = priority.Due > Elapsed ? priority.Due : Elapsed;
            next.Timer.Fire();
            return true;
        }

        return false;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private long _version;

        public bool IsCurrent(long version) => version == _version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _version++;
            _period = period;
            if (dueTime >= TimeSpan.Zero)
                clock._timers.Enqueue((this, _version), (clock.Elapsed + dueTime, clock._order++));
            return true;
        }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
                Change(_period, _period);
            else
                _version++;
            callback(state);
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
