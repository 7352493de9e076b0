namespace WeldExam.EdgeGateway.Threads;

/// <summary>One thread of the host on which everything posted to it runs, one after another: the context that code below the host stays on.</summary>
public abstract class HostThread : SynchronizationContext
{
    public sealed override void Post(SendOrPostCallback d, object? state) => Add(d, state);

    public sealed override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing may wait for this thread.");

    public sealed override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="work"/> on the thread; the returned task ends with it, also when it fails.</summary>
    public Task RunAsync(Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(_ => _ = CompleteAsync(work, done), null);
        return done.Task;
    }

    /// <summary>Takes what is to run next, from any thread; after the end it is let fall.</summary>
    protected abstract void Add(SendOrPostCallback callback, object? state);

    private static async Task CompleteAsync(Func<Task> work, TaskCompletionSource done)
    {
        try
        {
            await work();
            done.TrySetResult();
        }
        catch (OperationCanceledException exception)
        {
            done.TrySetCanceled(exception.CancellationToken);
        }
        catch (Exception exception)
        {
            done.TrySetException(exception);
        }
    }
}
