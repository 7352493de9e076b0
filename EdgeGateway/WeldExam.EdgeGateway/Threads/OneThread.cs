using System.Collections.Concurrent;

namespace WeldExam.EdgeGateway.Threads;

/// <summary>A thread that sleeps until something is posted to it.</summary>
public sealed class OneThread : HostThread, IDisposable
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


    public void Dispose()
    {
        _work.CompleteAdding();
        if (Thread.CurrentThread == _thread || _thread.Join(_patience))
            _work.Dispose();
    }

    protected override void Add(SendOrPostCallback callback, object? state)
    {
        try
        {
            _work.Add((callback, state));
        }
        catch (InvalidOperationException)
        {
            // The host ends: what is posted now has nowhere to run, and nothing recorded depends on it.
        }
    }
    private void Run()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in _work.GetConsumingEnumerable())
            callback(state);
    }
}
