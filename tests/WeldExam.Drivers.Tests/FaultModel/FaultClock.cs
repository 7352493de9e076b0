namespace WeldExam.Drivers.Tests.FaultModel;

/// <summary>Time in microseconds that jumps from one timer to the next, and the one thread that everything runs on. Made for millions of
/// short schedules: few timers, no allocation once warm.</summary>
internal sealed class FaultClock : TimeProvider
{
    private readonly List<FaultTimer> _timers = [];
    private readonly FaultThread _thread = new();
    private long _order;

    public long Now { get; private set; }

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => Now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FaultTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs <paramref name="work"/> to its end.</summary>
    public T Run<T>(Func<Task<T>> work) => Run(work, _thread);

    /// <summary>The same without a context: each continuation runs at once where its timer rings, and nothing is posted, which would allocate.</summary>
    public T RunBare<T>(Func<Task<T>> work) => Run(work, null);

    private T Run<T>(Func<Task<T>> work, SynchronizationContext? context)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                if (!_thread.RunOne() && !FireNext())
                    throw new TimeoutException("Something waits for what never comes.");
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private bool FireNext()
    {
        FaultTimer? next = null;
        foreach (var timer in _timers)
        {
            if (next is null || timer.Due < next.Due || (timer.Due == next.Due && timer.Order < next.Order))
                next = timer;
        }

        if (next is null)
            return false;
        Now = Math.Max(Now, next.Due);
        _timers.Remove(next);
        next.Fire();
        return true;
    }

    private sealed class FaultThread : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Act, object? State)> _work = new();

        public override void Post(SendOrPostCallback d, object? state) => _work.Enqueue((d, state));

        public override SynchronizationContext CreateCopy() => this;

        public bool RunOne()
        {
            if (!_work.TryDequeue(out var item))
                return false;
            item.Act(item.State);
            return true;
        }
    }

    private sealed class FaultTimer(FaultClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock._timers.Remove(this);
            if (dueTime < TimeSpan.Zero)
                return true;
            (Due, Order) = (clock.Now + (dueTime.Ticks / TimeSpan.TicksPerMicrosecond), clock._order++);
            clock._timers.Add(this);
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
