using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>A monitor whose outcome follows from the spells of one condition.</summary>
internal abstract class SpellMonitor(Probe probe) : StretchMonitor(probe)
{
    protected SpellMeter Spells { get; } = new();

    protected override void Take(long from, long to, Truth truth) => Spells.Take(from, to, truth);

    protected override Finding Find(long end)
    {
        Spells.Close();
        return Judge(end);
    }

    protected abstract Finding Judge(long end);
}

internal sealed class EventuallyMonitor(Probe probe) : SpellMonitor(probe)
{
    public override Outcome Decided(long now) => Spells.SureTotal > 0 || HeldUntil(now) > 0 ? Outcome.Yes : Outcome.Unknown;

    protected override Finding Judge(long end) => Spells switch
    {
        { SureTotal: > 0 } => new(Outcome.Yes, Spells.Sure),
        { UnknownTotal: > 0 } => new(Outcome.Unknown, Spells.Unseen),
        _ => new(Outcome.No, [new(Start, end)]),
    };
}

internal sealed class NeverMonitor(Probe probe, long grace) : SpellMonitor(probe)
{
    private bool IsTooFine => grace > 0 && grace < 2 * Refresh;

    public override Outcome Decided(long now) =>
        !IsTooFine && Math.Max(Spells.SureLongest, HeldUntil(now)) > grace ? Outcome.No : Outcome.Unknown;

    protected override Finding Judge(long end)
    {
        if (Spells.PossibleLongest == 0 || (!IsTooFine && Spells.PossibleLongest <= grace))
            return new(Outcome.Yes, []);
        return !IsTooFine && Spells.SureLongest > grace ? new(Outcome.No, Spells.Sure) : new(Outcome.Unknown, [.. Spells.Sure, .. Spells.Unseen]);
    }
}

internal sealed class AtEndMonitor(Probe probe) : SpellMonitor(probe)
{
    protected override Finding Judge(long end)
    {
        var (from, to, truth) = Spells.Last;
        var outcome = to < end || !truth.IsKnown() ? Outcome.Unknown : truth == Truth.True ? Outcome.Yes : Outcome.No;
        return new(outcome, [new(from, end)]);
    }
}

/// <param name="probe">The condition.</param>
/// <param name="atLeast">Lower limit.</param>
/// <param name="atMost">Upper limit.</param>
/// <param name="finest">What the condition is held for at least, when something assures that (microseconds): then no spell is shorter.</param>
internal sealed class CountMonitor(Probe probe, int? atLeast, int? atMost, long? finest = null) : SpellMonitor(probe)
{
    protected override Finding Judge(long end)
    {
        if (finest < 2 * Refresh)
            return new(Outcome.Unknown, Spells.UnknownTotal > 0 ? Spells.Unseen : Spells.Sure is { IsEmpty: false } sure ? sure : [new(Start, end)]);
        var isTold = finest is not null || Spells.Shortest >= 2 * Refresh;
        return Bounds.Judge(
            isTold ? Spells.LeastCount : 0, isTold && Spells.IsCountExact ? Spells.LeastCount : null, atLeast, atMost, Spells, new(Start, end));
    }
}

internal sealed class DurationMonitor(Probe probe, bool isLongest, long? atLeast, long? atMost) : SpellMonitor(probe)
{
    protected override Finding Judge(long end)
    {
        if ((atLeast ?? long.MaxValue) < 2 * Refresh || (atMost ?? long.MaxValue) < 2 * Refresh)
            return new(Outcome.Unknown, Spells.Sure);
        var least = isLongest ? Spells.SureLongest : Spells.SureTotal;
        var most = isLongest ? Spells.PossibleLongest : Spells.SureTotal + Spells.UnknownTotal;
        return Bounds.Judge(least, most, atLeast, atMost, Spells, new(Start, end)) with { Excess = 0 };
    }
}

/// <summary>A figure known between two bounds, against its limits.</summary>
internal static class Bounds
{
    /// <param name="least">The least value that fits.</param>
    /// <param name="most">The greatest value that fits; null when there is none.</param>
    /// <param name="atLeast">Lower limit.</param>
    /// <param name="atMost">Upper limit.</param>
    public static Outcome Judge(long least, long? most, long? atLeast, long? atMost)
    {
        if (most < atLeast || least > atMost)
            return Outcome.No;
        return least >= (atLeast ?? least) && (atMost is null || most <= atMost) ? Outcome.Yes : Outcome.Unknown;
    }

    public static Finding Judge(long least, long? most, long? atLeast, long? atMost, SpellMeter spells, Stretch whole)
    {
        var outcome = Judge(least, most, atLeast, atMost);
        var evidence = outcome == Outcome.Unknown && spells.UnknownTotal > 0 ? spells.Unseen : spells.Sure;
        return new(outcome, evidence.IsEmpty ? [whole] : evidence, outcome == Outcome.No && least > atMost ? (int)(least - atMost.Value) : 0);
    }
}
