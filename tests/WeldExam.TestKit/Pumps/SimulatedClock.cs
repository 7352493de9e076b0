namespace WeldExam.TestKit.Pumps;

/// <summary>A clock that stands still until a <see cref="Pump"/> moves it to the next timer. Timers due at the same moment fire in the
/// order in which they were set.</summary>
public sealed class SimulatedClock : TimeProvider
{
    private readonly PriorityQueue<(SimulatedTimer Timer, long Version), (long Due, long Order)> _timers = new();
    private readonly DateTimeOffset _origin = new(2026, 11, 23, 0, 30, 0, TimeSpan.Zero);
    private long _order;

    /// <summary>Since the beginning of the simulation.</summary>
    public TimeSpan Elapsed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _origin + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and fires it; false when no timer is due before <paramref name="limit"/>, at which the clock then stands.</summary>
    internal bool FireNext(TimeSpan limit)
    {
        while (_timers.TryPeek(out var next, out var at))
        {
            if (next.Version != next.Timer.Version)
            {
                _timers.Dequeue();
                continue;
            }

            if (at.Due > limit.Ticks)
                break;
            _timers.Dequeue();
            Elapsed = TimeSpan.FromTicks(Math.Max(Elapsed.Ticks, at.Due));
            next.Timer.Fire();
            return true;
        }

        Elapsed = Elapsed > limit ? Elapsed : limit;
        return false;
    }

    private sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        /// <summary>Set anew with each change: what was queued before is void.</summary>
        public long Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Version++;
            if (dueTime != Timeout.InfiniteTimeSpan)
                clock._timers.Enqueue((this, Version), (clock.Elapsed.Ticks + dueTime.Ticks, clock._order++));
            return true;
        }

        public void Fire()
        {
            Version++;
            if (_period != Timeout.InfiniteTimeSpan && _period > TimeSpan.Zero)
                clock._timers.Enqueue((this, Version), (clock.Elapsed.Ticks + _period.Ticks, clock._order++));
            callback(state);
        }

        public void Dispose() => Version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
