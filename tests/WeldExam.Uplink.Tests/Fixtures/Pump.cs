namespace WeldExam.Uplink.Tests.Fixtures;

/// <summary>One thread, one queue: whatever leaves it is never seen again, so code that hops threads stands still here.</summary>
internal sealed class Pump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = [];

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
            _queue.Enqueue((d, state));
    }

    public T Run<T>(Func<T> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var result = work();
            while (TryNext(out var next))
                next.Callback(next.State);
            return result;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public void Drain() => Run(() => 0);

    private bool TryNext(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (_queue)
            return _queue.TryDequeue(out next);
    }
}
