using Microsoft.Win32.SafeHandles;

namespace WeldExam.EdgeGateway.Threads;

/// <summary>What a <see cref="WireThread"/> waits for: timers, files and being stirred. A box has tens of each, so they are looked through
/// rather than sorted.</summary>
internal sealed class WireWatch(Func<bool> isOnThread) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<WireTimer> _timers = [];
    private readonly List<WireWait> _waits = [];
    private readonly List<WireTimer> _due = [];
    private readonly List<WireWait> _polled = [];
    private readonly SafeFileHandle _event = Libc.OpenEvent();
    private Libc.PollFile[] _files = new Libc.PollFile[8];
    private int _isStirred;

    /// <summary>Ends the wait in the kernel, from any thread.</summary>
    public void Stir()
    {
        if (isOnThread() || Interlocked.Exchange(ref _isStirred, 1) == 1)
            return;
        try
        {
            Libc.Signal(_event);
        }
        catch (ObjectDisposedException)
        {
            // The thread has ended.
        }
    }

    public void Add(WireTimer timer)
    {
        lock (_lock)
            _timers.Add(timer);
        Stir();
    }

    public void Remove(WireTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    public void Add(WireWait wait)
    {
        lock (_lock)
            _waits.Add(wait);
        Stir();
    }

    public void Remove(WireWait wait)
    {
        lock (_lock)
            _waits.Remove(wait);
    }

    /// <summary>Fires each timer that is due.</summary>
    public void Fire()
    {
        var now = WireThreadClock.Now;
        lock (_lock)
        {
            foreach (var timer in _timers)
            {
                if (timer.Due <= now)
                    _due.Add(timer);
            }
        }

        _due.Sort(static (left, right) => left.Due.CompareTo(right.Due));
        foreach (var timer in _due)
            timer.Fire(now);
        _due.Clear();
    }

    /// <summary>Waits in the kernel until something is due or there, and wakes those who waited for it.</summary>
    public void Wait(bool mayBlock)
    {
        var next = Gather();
        var left = next == long.MaxValue ? Timeout.InfiniteTimeSpan : WireThreadClock.Span(next - WireThreadClock.Now);
        var seen = Libc.Poll(_files, _polled.Count + 1, mayBlock ? left : TimeSpan.Zero);
        if (seen > 0 && _files[0].Seen != 0)
        {
            Libc.Drain(_event);
            Interlocked.Exchange(ref _isStirred, 0); // a full fence: whoever found it set is seen in the next round
        }

        var now = WireThreadClock.Now;
        for (var index = 0; index < _polled.Count; index++)
        {
            if ((seen > 0 && _files[index + 1].Seen != 0) || _polled[index].Until <= now)
                _polled[index].Wake();
        }

        _polled.Clear();
    }

    public void Dispose() => _event.Dispose();

    private long Gather()
    {
        var next = long.MaxValue;
        lock (_lock)
        {
            foreach (var timer in _timers)
                next = Math.Min(next, timer.Due);
            if (_files.Length <= _waits.Count)
                Array.Resize(ref _files, 2 * _waits.Count);
            _files[0] = new(Libc.FileOf(_event));
            foreach (var wait in _waits)
            {
                next = Math.Min(next, wait.Until);
                _polled.Add(wait);
                _files[_polled.Count] = new(wait.File);
            }
        }

        return next;
    }
}
