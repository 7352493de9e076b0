using System.Collections.Concurrent;

namespace WeldExam.EdgeGateway.Running;

/// <summary>One thread on which everything posted to it runs, one after another: the context that code below the host stays on.
/// A failure of the work given to it ends the host.</summary>
public sealed class OneThread : SynchronizationContext, IDisposable
{
    // Unbounded in type only: what waits here are continuations of work that the bounded channels admitted.
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _work = [];
    private readonly Thread _thread;
    private readonly TimeSpan _patience;

    /// <param name="name">The thread's name, for debuggers.</param>
    /// <param name="patience">How long its end waits for work that is running; null for as long as it takes.</param>
    public OneThread(string name, TimeSpan? patience = null)
    {
        _patience = patience ?? Timeout.InfiniteTimeSpan;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _work.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The host ends: what is posted now has nowhere to run, and nothing recorded depends on it.
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing may wait for this thread.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs <paramref name="work"/> on the thread; the returned task ends with it.</summary>
    public Task RunAsync(Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => _ = CompleteAsync(work, done), null);
        return done.Task;
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        if (Thread.CurrentThread == _thread || _thread.Join(_patience))
            _work.Dispose();
    }

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

    private void Run()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in _work.GetConsumingEnumerable())
            callback(state);
    }
}
