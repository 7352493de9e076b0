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

    /// <summary>Timing of what two channels say together: while both hold, one of them is read at least that often.</summary>
    public static SampleTiming Joint(SampleTiming left, SampleTiming right) => new(
        Math.Min(left.Hold, right.Hold),
        Math.Min(left.Nearest, right.Nearest),
        Math.Max(left.Farthest, right.Farthest),
        Math.Max(left.Refresh, right.Refresh));
}

/// <summary>The clock of a stream of samples, shared by every condition on it: a sample that changes no condition costs one stamp.</summary>
internal sealed class SampleFeed(SampleTiming timing)
{
    /// <summary>How long a silent device may keep the watermark waiting: a late batch is still placed within it.</summary>
    public const long Patience = 10_000_000;

    private readonly List<SampledTrack> _tracks = [];
    private bool _any;

    public IReadOnlyList<SampledTrack> Tracks => _tracks;

    public long Nearest => timing.Nearest;

    /// <summary>The latest sample.</summary>
    public long Last { get; private set; } = long.MinValue;

    /// <summary>The physical moment of the latest sample lies not before this.</summary>
    public long Vouched => Math.Max(Settled, Last - timing.Farthest);

    /// <summary>Everything before this moment is final.</summary>
    public long Settled { get; private set; } = long.MinValue;

    /// <summary>Samples came in an order that cannot be: every rule on this feed is unknown.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Every condition is unknown until the next sample.</summary>
    public bool IsLost { get; private set; } = true;

    public SampledTrack Add()
    {
        var track = new SampledTrack(this);
        _tracks.Add(track);
        return track;
    }

    public void MarkLate() => IsLate = true;

    /// <summary>Whether a sample follows the latest one so late that nobody saw what was between; then the tracks have lost it.</summary>
    public void LapseBefore(long at)
    {
        if (_any && at - Last > timing.Hold)
            Lapse(Vouched);
    }

    /// <summary>A sample came. Conditions that it changes have been turned before.</summary>
    public void Sample(long at)
    {
        _any = true;
        IsLost = false;
        Last = at;
        Settled = Math.Max(Settled, at - timing.Farthest);
    }

    /// <summary>No good sample can come any more for the time before <paramref name="at"/>.</summary>
    public void Pass(long at)
    {
        var silent = !_any || at - Last > timing.Hold;
        if (silent && _any)
            Lapse(Vouched);
        Settled = Math.Max(Settled, silent ? at - timing.Nearest : Last - timing.Farthest);
    }

    public long SettleUntil(long now)
    {
        if (now - Patience > Math.Max(Settled, _any ? Last : long.MinValue))
            Pass(now - Patience);
        return Settled;
    }

    public void BreakOff(long from)
    {
        if (_any)
            Lapse(Math.Max(Settled, Math.Min(from, Last - timing.Farthest)));
        _any = false;
    }

    private void Lapse(long from)
    {
        if (IsLost)
            return;
        IsLost = true;
        foreach (var track in _tracks)
            track.Lapse(from);
    }
}

/// <summary>A condition on sampled values.</summary>
internal sealed class SampledTrack(SampleFeed feed) : Track
{
    public override long Settled => feed.Settled;

    public override bool IsLate => base.IsLate || feed.IsLate;

    /// <summary>The sample at <paramref name="at"/>, not yet stamped on the feed, says this.</summary>
    public void Turn(long at, Truth truth)
    {
        if (truth == Current)
            return;
        if (Current == Truth.Hole)
            Become(at - feed.Nearest, truth);
        else if (truth == Truth.Hole)
            Lose(feed.Vouched);
        else
            Cross(feed.Vouched, at - feed.Nearest, truth);
    }

    public void Lapse(long from)
    {
        if (Current != Truth.Hole)
            Lose(from);
    }

    public override long SettleUntil(long now) => feed.SettleUntil(now);
}
