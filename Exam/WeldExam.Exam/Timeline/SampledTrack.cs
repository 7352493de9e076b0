using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Timeline;

/// <summary>How sampled values stand in time: how long one holds, and how far its physical moment lies back.</summary>
/// <param name="Hold">A sample holds until the next good one, at most this long.</param>
/// <param name="Nearest">The physical moment is at least this long before the stamp.</param>
/// <param name="Farthest">… and at most this long (delay and refresh together).</param>
/// <param name="Refresh">The longest time for which the device repeats one value.</param>
internal readonly record struct SampleTiming(long Hold, long Nearest, long Farthest, long Refresh)
{
    public static SampleTiming Of(Channel channel, decimal holdPeriods) => new(
        (long)(holdPeriods * Math.Max(channel.Period.Microseconds(), channel.Refresh.Max.Microseconds())),
        channel.Delay.Min.Microseconds(),
        channel.Delay.Max.Microseconds() + channel.Refresh.Max.Microseconds(),
        channel.Refresh.Max.Microseconds());

    /// <summary>Timing of what two channels say together.</summary>
    public static SampleTiming Joint(SampleTiming left, SampleTiming right) => new(
        Math.Max(left.Hold, right.Hold),
        Math.Min(left.Nearest, right.Nearest),
        Math.Max(left.Farthest, right.Farthest),
        Math.Max(left.Refresh, right.Refresh));
}

/// <summary>A condition on sampled values.</summary>
internal sealed class SampledTrack(SampleTiming timing) : Track
{
    /// <summary>How long a silent device may keep the watermark waiting: a late batch is still placed within it.</summary>
    public const long Patience = 10_000_000;

    private bool _any;
    private long _last;

    public void Sample(long at, Truth truth)
    {
        if (_any && at - _last > timing.Hold && Current != Truth.Hole)
            Lose(Math.Max(Settled, _last - timing.Farthest));
        if (truth != Current)
        {
            if (Current == Truth.Hole)
                Become(at - timing.Nearest, truth);
            else if (truth == Truth.Hole)
                Lose(Math.Max(Settled, _last - timing.Farthest));
            else
                Cross(_last - timing.Farthest, at - timing.Nearest, truth);
        }

        _any = true;
        _last = at;
    }

    /// <summary>No good sample can come any more for the time before <paramref name="at"/>.</summary>
    public void Pass(long at)
    {
        var silent = !_any || at - _last > timing.Hold;
        if (_any && silent && Current != Truth.Hole)
            Lose(Math.Max(Settled, _last - timing.Farthest));
        Settle(silent ? at - timing.Nearest : _last - timing.Farthest);
    }

    public override long SettleUntil(long now)
    {
        if (now - Patience > Math.Max(Settled, _any ? _last : long.MinValue))
            Pass(now - Patience);
        return Settled;
    }

    public override void BreakOff(long from)
    {
        if (_any && Current != Truth.Hole)
            Lose(Math.Max(Settled, Math.Min(from, _last - timing.Farthest)));
        _any = false;
    }
}
