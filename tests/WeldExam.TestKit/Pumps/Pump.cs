namespace WeldExam.TestKit.Pumps;

/// <summary>One thread, one queue, one clock: everything posted runs in order until nothing is left, then time moves to the next timer.
/// Code that hops to another thread is found out: its post throws there and <see cref="Strayed"/> says so.</summary>
public sealed class Pump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Act, object? State)> _work = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public SimulatedClock Clock { get; } = new();

    /// <summary>Callbacks and timers run so far: every one ends at an await.</summary>
    public long Steps { get; private set; }

    /// <summary>Something was posted from another thread: the run is worth nothing.</summary>
    public bool Strayed { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Strayed = true;
            throw new InvalidOperationException("Code under test left the pump's thread.");
        }

        _work.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing may wait for the pump.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="body"/> to its end.</summary>
    /// <exception cref="TimeoutException">It did not end within <paramref name="limit"/> of simulated time.</exception>
    public T Run<T>(Func<Task<T>> body, TimeSpan limit)
    {
        var task = Begin(body);
        RunUntil(() => task.IsCompleted, limit);
        return task.IsCompleted ? task.GetAwaiter().GetResult() : throw new TimeoutException("The code under test did not end in the time it was given.");
    }

    public void Run(Func<Task> body, TimeSpan limit) => Run(
        async () =>
        {
            await body();
            return true;
        },
        limit);

    /// <summary>Starts something on the pump; it goes on whenever the pump runs.</summary>
    public Task<T> Begin<T>(Func<Task<T>> body) => OnPump(body);

    /// <inheritdoc cref="Begin{T}"/>
    public Task Begin(Func<Task> body) => OnPump(body);

    /// <summary>Runs until <paramref name="done"/>, asked after every step, or until <paramref name="limit"/> of simulated time has passed.</summary>
    public void RunUntil(Func<bool> done, TimeSpan limit)
    {
        var end = Clock.Elapsed + limit;
        OnPump(() =>
        {
            while (!done() && Step(end))
                Steps++;
            return true;
        });
        if (Strayed)
            throw new InvalidOperationException("Code under test left the pump's thread.");
    }

    /// <summary>Lets time pass.</summary>
    public void RunFor(TimeSpan span) => RunUntil(() => false, span);

    /// <summary>Forgets everything that was posted: the machine is gone.</summary>
    public void Drop() => _work.Clear();

    private bool Step(TimeSpan end)
    {
        if (!_work.TryDequeue(out var item))
            return Clock.FireNext(end);
        item.Act(item.State);
        return true;
    }

    private T OnPump<T>(Func<T> act)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return act();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
