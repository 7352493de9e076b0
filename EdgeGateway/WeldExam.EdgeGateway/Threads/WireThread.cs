using System.Collections.Concurrent;

namespace WeldExam.EdgeGateway.Threads;

/// <summary>The thread on which all wires of a box live. One wait in the kernel stands for every line's bytes, every timer and whatever is
/// posted: a line is read when its byte is there, a timer fires within microseconds (the runtime's own timers count a clock of 4 ms), and no
/// wire holds up another.</summary>
public sealed class WireThread : HostThread, IDisposable
{
    // Unbounded in type only: what waits here are continuations of work that the bounded channels admitted.
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly Thread _thread;
    private readonly WireWatch _watch;
    private volatile bool _isEnding;

    /// <param name="name">The thread's name, for debuggers.</param>
    public WireThread(string name)
    {
        _watch = new WireWatch(() => Thread.CurrentThread == _thread);
        Clock = new WireThreadClock(_watch);
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>The system's clock with this thread's timers and waits: what wires are built with.</summary>
    public TimeProvider Clock { get; }


    public void Dispose()
    {
        _isEnding = true;
        _watch.Stir();
        if (Thread.CurrentThread != _thread)
            _thread.Join();
        _watch.Dispose();
    }

    protected override void Add(SendOrPostCallback callback, object? state)
    {
        if (_isEnding)
            return; // the host ends: what is posted now has nowhere to run, and nothing recorded depends on it
        _posted.Enqueue((callback, state));
        _watch.Stir();
    }
    private void Run()
    {
        SetSynchronizationContext(this);
        Libc.SleepExactly();
        while (!_isEnding)
        {
            RunPosted();
            _watch.Fire();
            if (!_isEnding)
                _watch.Wait(mayBlock: _posted.IsEmpty);
        }

        RunPosted();
    }

    // What is posted meanwhile waits for the next round, so that neither bytes nor timers starve.
    private void RunPosted()
    {
        for (var left = _posted.Count; left > 0 && _posted.TryDequeue(out var work); left--)
            work.Callback(work.State);
    }
}
