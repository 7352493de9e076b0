using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>The moments of one turn: multiples of its period since the start, so that delays never add up. A device that
/// stays away is asked at fewer of them.</summary>
internal sealed class PollGrid(MonotonicTick start, TimeSpan period, PollingOptions options)
{
    private long _slot;
    private int _failures;

    public MonotonicTick Due => start + (period * _slot);

    /// <summary>Slots that passed while the bus was still busy.</summary>
    public long Missed { get; private set; }

    /// <summary>Moves to the next slot after a poll that ended at <paramref name="now"/>.</summary>
    public void Advance(MonotonicTick now, bool failed)
    {
        _failures = failed ? _failures + 1 : 0;
        var next = _slot + Step();
        var current = (long)((now - start) / period);
        if (current >= next)
        {
            Missed += current - next + 1;
            next = current + 1;
        }

        _slot = next;
    }

    private long Step()
    {
        var excess = _failures - options.FailuresUntilBackOff;
        if (excess < 0)
            return 1;
        var longest = Math.Max(1, (long)(options.LongestPause / period));
        return Math.Min(longest, 2L << Math.Min(excess, 30));
    }
}
