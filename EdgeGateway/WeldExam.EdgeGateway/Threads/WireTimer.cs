namespace WeldExam.EdgeGateway.Threads;

/// <summary>A timer of a <see cref="WireThread"/>; its callback runs there.</summary>
internal sealed class WireTimer : ITimer
{
    private readonly WireWatch _watch;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private long _due = long.MaxValue;
    private long _period;

    public WireTimer(WireWatch watch, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_watch, _callback, _state) = (watch, callback, state);
        Set(dueTime, period);
        watch.Add(this);
    }

    /// <summary>In the clock's stamps; <see cref="long.MaxValue"/> for never.</summary>
    public long Due => Volatile.Read(ref _due);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Set(dueTime, period);
        _watch.Stir();
        return true;
    }

    public void Fire(long now)
    {
        var due = Due;
        if (due > now)
            return; // changed by a callback before this one
        var period = Volatile.Read(ref _period);
        if (Interlocked.CompareExchange(ref _due, period > 0 ? now + period : long.MaxValue, due) == due)
            _callback(_state);
    }

    public void Dispose()
    {
        Volatile.Write(ref _due, long.MaxValue);
        _watch.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Set(TimeSpan dueTime, TimeSpan period)
    {
        Volatile.Write(ref _period, period > TimeSpan.Zero ? WireThreadClock.Stamps(period) : 0);
        Volatile.Write(ref _due, dueTime < TimeSpan.Zero ? long.MaxValue : WireThreadClock.Now + WireThreadClock.Stamps(dueTime));
    }
}
