using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>A figure of the arc against its limits.</summary>
internal abstract class ArcMonitor(ArcRecord record, ArcStatistic statistic) : RuleMonitor
{
    protected ArcRecord Record => record;

    protected ArcStatistic Statistic => statistic;

    public override void Begin(long at, ReadOnlySpan<Truth> values) => record.Begin(at, values);

    public override void Step(long at, ReadOnlySpan<Truth> values) => record.Step(at, values);

    public override bool Reads(int track) => record.Reads(track);

    public override Finding Conclude(long end)
    {
        record.Conclude(end);
        var (outcome, excess) = Judge();
        var evidence = outcome == Outcome.Unknown && record.Spells.UnknownTotal > 0 ? record.Spells.Unseen : record.Spells.Sure;
        return new(outcome, evidence.IsEmpty ? [new(record.Start, end)] : evidence, excess);
    }

    protected abstract (Outcome Outcome, int Excess) Judge();
}

/// <summary>A number of things or a time, known between two bounds.</summary>
internal sealed class ArcSpanMonitor(ArcRecord record, ArcStatistic statistic, ArcBasis basis) : ArcMonitor(record, statistic)
{
    private const long Second = 1_000_000;

    protected override (Outcome Outcome, int Excess) Judge()
    {
        var (least, most, scale) = Measure();
        var outcome = IsTooFine() ? Outcome.Unknown : Bounds.Judge(least, most, Scaled(Statistic.AtLeast, scale), Scaled(Statistic.AtMost, scale));
        return (outcome, scale == 1 && outcome == Outcome.No && least > Statistic.AtMost ? (int)(least - Statistic.AtMost.Value) : 0);
    }

    private static long? Scaled(decimal? limit, long scale) => limit is { } value ? (long)(value * scale) : null;

    private bool IsTooFine() => 2 * Record.Refresh > Statistic.Figure switch
    {
        ArcFigure.Starts => Math.Min(basis.ArcHold, basis.EndHold),
        ArcFigure.Runs or ArcFigure.Interruptions => basis.RunGap,
        ArcFigure.ElectrodeChanges => basis.ChangeGap ?? 0,
        ArcFigure.DutyCycle => long.MaxValue,
        _ => Math.Min(Scaled(Statistic.AtLeast, Second) ?? long.MaxValue, Scaled(Statistic.AtMost, Second) ?? long.MaxValue),
    };

    private (long Least, long? Most, long Scale) Measure()
    {
        var (spells, runs) = (Record.Spells, Record.Runs);
        if (Statistic.IsAfterFirstRun || Statistic.Figure is ArcFigure.FirstRun or ArcFigure.PauseAfterFirstRun)
            return runs.AfterFirst(Statistic.Figure);
        return Statistic.Figure switch
        {
            ArcFigure.Starts => (spells.LeastCount, spells.IsCountExact ? spells.LeastCount : null, 1),
            ArcFigure.Runs => (runs.Least, runs.Most, 1),
            ArcFigure.Interruptions => (Math.Max(0, runs.Least - 1), runs.Most is { } most ? Math.Max(0, most - 1) : null, 1),
            ArcFigure.ElectrodeChanges when basis.ChangeGap is null => (0, null, 1),
            ArcFigure.ElectrodeChanges => (Record.ElectrodeChanges.Least, Record.ElectrodeChanges.Most, 1),
            ArcFigure.DutyCycle => (Record.Duty?.Least ?? 0, Record.Duty?.Most, DutyWindow.Cycle / 100),
            ArcFigure.LongestRun => (runs.SureLongest, runs.PossibleLongest(spells.PossibleLongest), Second),
            _ => (spells.SureTotal, spells.SureTotal + spells.UnknownTotal, Second),
        };
    }
}

/// <summary>A mean, a deviation or the heat input over the arc's samples. Limits are widened by the meters' uncertainty, so doubt goes to
/// the candidate; where something of the arc was not seen the figure is unknown.</summary>
internal sealed class ArcValueMonitor(ArcRecord record, ArcStatistic statistic, ArcBasis basis) : ArcMonitor(record, statistic)
{
    protected override (Outcome Outcome, int Excess) Judge()
    {
        var sums = Statistic.IsAfterFirstRun ? Record.Later : Record.First.With(Record.Later);
        if (Record.HasHole || !sums.IsSound || (Statistic.IsAfterFirstRun && !Record.Runs.IsFirstTold) || basis is not { Current: { } current, Voltage: { } voltage })
            return (Outcome.Unknown, 0);
        if (sums.Time == 0)
            return (Outcome.Yes, 0); // of no arc at all nothing is wrong; that there was none is for another rule
        return Between(sums, current, voltage) is not var (least, most) ? (Outcome.Unknown, 0)
            : (most < Statistic.AtLeast || least > Statistic.AtMost ? Outcome.No : Outcome.Yes, 0);
    }

    private (decimal Least, decimal Most)? Between(ArcSums sums, Signals.Channel current, Signals.Channel voltage)
    {
        if (Statistic.Figure == ArcFigure.HeatInput)
        {
            return Statistic.SeamMillimetres is { } seam && basis.Efficiency is { } efficiency
                ? (HeatInput.OfEnergy(efficiency, sums.Joules(current, voltage, -1), seam), HeatInput.OfEnergy(efficiency, sums.Joules(current, voltage, 1), seam))
                : null;
        }

        var isVoltage = Statistic.Figure is ArcFigure.MeanVoltage or ArcFigure.DeviationVoltage;
        var channel = isVoltage ? voltage : current;
        var mean = sums.Mean(isVoltage);
        var value = Statistic.Figure is ArcFigure.MeanCurrent or ArcFigure.MeanVoltage ? mean : sums.Deviation(isVoltage);
        var doubt = (Math.Abs(mean) * channel.Uncertainty.OfReadingPpm / 1_000_000) + channel.Uncertainty.Absolute;
        return (Resolution.Scaled(value - doubt, -channel.Exponent), Resolution.Scaled(value + doubt, -channel.Exponent));
    }
}

/// <summary>What the figures of the arc rest on: the holds (microseconds), the process and the meters.</summary>
internal sealed record ArcBasis(
    long ArcHold, long EndHold, long StuckHold, long RunGap, long? ChangeGap, decimal? Efficiency, Signals.Channel? Current, Signals.Channel? Voltage)
{
    public static readonly ArcBasis None = new(0, 0, 0, 0, null, null, null, null);

    public static ArcBasis Of(Papers.ArcParameters arc, Signals.Channel? current, Signals.Channel? voltage) => new(
        arc.ArcHold.Microseconds(),
        arc.EndHold.Microseconds(),
        arc.StuckHold.Microseconds(),
        arc.RunGap.Microseconds(),
        arc.ElectrodeChangeGap?.Microseconds(),
        arc.Efficiency,
        current,
        voltage);
}
