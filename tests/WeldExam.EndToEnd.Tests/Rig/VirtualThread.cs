using System.Collections.Concurrent;

namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>Runs asynchronous work on the calling thread: everything that is ready first, then the clock jumps to its next timer.
/// The same work gives the same order of events, in every run. Without a virtual clock it waits for the real one.</summary>
internal sealed class VirtualThread(VirtualClock? clock) : SynchronizationContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly BlockingCollection<(SendOrPostCallback Run, object? State)> _ready = [];

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing may block on the virtual thread.");

    /// <summary>Runs <paramref name="work"/> to its end.</summary>
    /// <exception cref="TimeoutException">Nothing is ready, no timer is set, and still it has not ended.</exception>
    public T Run<T>(Func<Task<T>> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = work();
            while (!task.IsCompleted)
                Turn(task);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private void Turn(Task task)
    {
        if (_ready.TryTake(out var next))
            next.Run(next.State);
        else if (clock is not null && clock.FireNext())
            return;
        else if (_ready.TryTake(out next, Patience))
            next.Run(next.State);
        else if (!task.IsCompleted)
            throw new TimeoutException("The virtual thread waits for something that never comes.");
    }
}
