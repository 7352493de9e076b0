using System.Collections.Immutable;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>Where a moment lies: absent, surely there, or perhaps.</summary>
/// <param name="IsSure">It came.</param>
/// <param name="IsPossible">It may have come.</param>
/// <param name="Earliest">Lower bound, when possible.</param>
/// <param name="Latest">Upper bound, when possible.</param>
internal readonly record struct MomentRange(bool IsSure, bool IsPossible, long Earliest, long Latest)
{
    public bool IsAbsent => !IsPossible;

    public bool IsSurelyNotAfter(in MomentRange other) => Latest <= other.Earliest;

    public bool IsSurelyAfter(in MomentRange other) => IsPossible && other.IsPossible && Earliest > other.Latest;
}

/// <summary>Watches for the first or last moment at which a condition holds.</summary>
internal sealed class MomentWatch(Probe probe, bool isLast) : StretchMonitor(probe)
{
    private long? _firstPossible;
    private long? _firstSure;
    private long? _lastSure;
    private long? _lastPossible;

    public MomentRange Range { get; private set; }

    protected override void Take(long from, long to, Truth truth)
    {
        if (truth == Truth.False)
            return;
        _firstPossible ??= from;
        _lastPossible = to;
        if (truth != Truth.True)
            return;
        _firstSure ??= from;
        _lastSure = to;
    }

    protected override Finding Find(long end)
    {
        if (_firstPossible is { } possible && _lastPossible is { } until)
        {
            Range = isLast
                ? new(_lastSure is not null, IsPossible: true, _lastSure ?? possible, until)
                : new(_firstSure is not null, IsPossible: true, possible, _firstSure ?? until);
        }

        return new(Range.IsSure ? Outcome.Yes : Range.IsPossible ? Outcome.Unknown : Outcome.No, []);
    }
}

/// <summary>A monitor over several moments.</summary>
internal abstract class MomentsMonitor(params MomentWatch[] moments) : RuleMonitor
{
    private long _start;

    public override void Begin(long at, ReadOnlySpan<Truth> values)
    {
        _start = at;
        foreach (var moment in moments)
            moment.Begin(at, values);
    }

    public override void Step(long at, ReadOnlySpan<Truth> values)
    {
        foreach (var moment in moments)
            moment.Step(at, values);
    }

    public override bool Reads(int track) => Array.Exists(moments, moment => moment.Reads(track));

    public override Finding Conclude(long end)
    {
        foreach (var moment in moments)
            moment.Conclude(end);
        var ranges = Array.ConvertAll(moments, moment => moment.Range);
        ImmutableArray<Stretch> evidence = [.. ranges.Where(r => r.IsPossible).Select(r => new Stretch(r.Earliest, r.Latest))];
        return new(Judge(ranges), evidence.IsEmpty ? [new(_start, end)] : evidence);
    }

    protected abstract Outcome Judge(MomentRange[] ranges);
}

internal sealed class InOrderMonitor(MomentWatch[] moments) : MomentsMonitor(moments)
{
    protected override Outcome Judge(MomentRange[] ranges)
    {
        var outcome = ranges.All(range => range.IsSure) ? Outcome.Yes : Outcome.Unknown;
        for (var i = 0; i < ranges.Length; i++)
        {
            if (ranges[i].IsAbsent)
                return Outcome.No;
            for (var j = i + 1; j < ranges.Length; j++)
            {
                if (ranges[i].IsSurelyAfter(ranges[j]))
                    return Outcome.No;
            }

            if (i > 0 && !ranges[i - 1].IsSurelyNotAfter(ranges[i]))
                outcome = Outcome.Unknown;
        }

        return outcome;
    }
}

internal sealed class BeforeMonitor(MomentWatch first, MomentWatch then) : MomentsMonitor(first, then)
{
    protected override Outcome Judge(MomentRange[] ranges)
    {
        var (first, then) = (ranges[0], ranges[1]);
        if (then.IsAbsent || (first.IsSure && first.IsSurelyNotAfter(then)))
            return Outcome.Yes;
        return then.IsSure && (first.IsAbsent || first.IsSurelyAfter(then)) ? Outcome.No : Outcome.Unknown;
    }
}

/// <param name="moment">What must come.</param>
/// <param name="after">What it must follow.</param>
/// <param name="atMost">Within this time, microseconds.</param>
/// <param name="doubt">How far a distance between two moments may be off.</param>
internal sealed class WithinMonitor(MomentWatch moment, MomentWatch after, long atMost, Func<long, long, long> doubt)
    : MomentsMonitor(moment, after)
{
    protected override Outcome Judge(MomentRange[] ranges)
    {
        var (came, after) = (ranges[0], ranges[1]);
        if (after.IsAbsent)
            return Outcome.Yes;
        if (after.IsSure && came.IsAbsent)
            return Outcome.No;
        if (came.IsAbsent)
            return Outcome.Unknown;
        var off = doubt(Math.Min(came.Earliest, after.Earliest), Math.Max(came.Latest, after.Latest));
        if (after.IsSure && (came.Latest < after.Earliest || came.Earliest - after.Latest - off > atMost))
            return Outcome.No;
        return came.IsSure && came.Earliest >= after.Latest && came.Latest - after.Earliest + off <= atMost ? Outcome.Yes : Outcome.Unknown;
    }
}

/// <param name="moment">What must come.</param>
/// <param name="of">What it must not come before.</param>
internal sealed class AfterMonitor(MomentWatch moment, MomentWatch of) : MomentsMonitor(moment, of)
{
    protected override Outcome Judge(MomentRange[] ranges)
    {
        var (came, of) = (ranges[0], ranges[1]);
        if (of.IsAbsent || (came.IsSure && of.IsSurelyNotAfter(came)))
            return Outcome.Yes;
        return of.IsSure && (came.IsAbsent || of.IsSurelyAfter(came)) ? Outcome.No : Outcome.Unknown;
    }
}
