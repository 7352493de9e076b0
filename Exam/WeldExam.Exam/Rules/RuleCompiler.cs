using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>Turns rules into monitors over the tracks of one station.</summary>
/// <param name="leaf">Gives the probe of a condition on a signal.</param>
/// <param name="arc">What the figures of the arc rest on.</param>
/// <param name="doubt">How far a distance between two moments may be off.</param>
internal sealed class RuleCompiler(Func<Condition, Probe> leaf, ArcBasis arc, Func<long, long, long> doubt)
{
    private const ArcStates Contact = ArcStates.Short | Success;
    private const ArcStates Success = ArcStates.Arc | ArcStates.Stuck;
    private ArcRecord? _record;

    /// <summary>What gathers the arc's figures, shared by all rules that ask for one.</summary>
    public IReadOnlyList<ArcRecord> Arcs => _record is null ? [] : [_record];

    /// <summary>Whether a rule asks for the values of the arc's samples.</summary>
    public bool IsHoldWanted { get; private set; }

    public RuleMonitor Compile(Rule rule) => rule switch
    {
        Eventually eventually => new EventuallyMonitor(Compile(eventually.Condition)),
        Never never => new NeverMonitor(Compile(never.Condition), never.LongerThan.Microseconds()),
        AtEnd atEnd => new AtEndMonitor(Compile(atEnd.Condition)),
        InOrder order => new InOrderMonitor([.. order.Moments.Select(Compile)]),
        Before before => new BeforeMonitor(Compile(before.First), Compile(before.Then)),
        Within within => new WithinMonitor(Compile(within.Event), Compile(within.After), within.AtMost.Microseconds(), doubt),
        After after => new AfterMonitor(Compile(after.Event), Compile(after.Of)),
        Until until => Compile(until),
        Agree agree => Compile(new AllRules([
            new Never(new AllOf([agree.One, new NotThat(agree.Other)]), agree.LongerThan),
            new Never(new AllOf([agree.Other, new NotThat(agree.One)]), agree.LongerThan)])),
        Fraction fraction => new FractionMonitor(Compile(fraction.Of), Compile(fraction.While), fraction.AtLeast),
        Count count => new CountMonitor(Compile(count.Of), count.AtLeast, count.AtMost),
        Duration duration => new DurationMonitor(
            Compile(duration.Of), duration.IsLongest, duration.AtLeast?.Microseconds(), duration.AtMost?.Microseconds()),
        ArcStatistic statistic => Compile(statistic),
        AllRules all => new AllMonitor([.. all.Rules.Select(Compile)]),
        AnyRule any => new NotMonitor(new AllMonitor([.. any.Rules.Select(r => (RuleMonitor)new NotMonitor(Compile(r)))])),
        NotRule not => new NotMonitor(Compile(not.Rule)),
        _ => throw new ArgumentException($"No monitor for {rule}.", nameof(rule)),
    };

    /// <summary>The probe of a condition, built of the probes of its parts.</summary>
    public Probe Compile(Condition condition) => condition switch
    {
        AllOf all => new AllProbe([.. all.Conditions.Select(Compile)]),
        AnyOf any => new AnyProbe([.. any.Conditions.Select(Compile)]),
        NotThat not => new NotProbe(Compile(not.Condition)),
        _ => leaf(condition),
    };

    private MomentWatch Compile(Moment moment) => new(Compile(moment.Condition), moment.IsLast);

    private RuleMonitor Compile(Until until)
    {
        var broken = new AllProbe([new NotYetProbe(Compile(until.Condition)), new NotProbe(Compile(until.Hold))]);
        var holds = new NeverMonitor(broken, until.LongerThan.Microseconds());
        return until.MustCome ? new AllMonitor([holds, new EventuallyMonitor(Compile(until.Condition))]) : holds;
    }

    private RuleMonitor Compile(ArcStatistic statistic)
    {
        if (statistic.Figure == ArcFigure.Stuck)
            return new CountMonitor(leaf(new ArcIs(ArcStates.Stuck)), (int?)statistic.AtLeast, (int?)statistic.AtMost, arc.StuckHold);
        if (statistic.Figure == ArcFigure.FailedStarts)
            return new FailedStartMonitor(leaf(new ArcIs(Contact)), leaf(new ArcIs(Success)), statistic, arc);
        _record ??= new(leaf(new ArcIs(ArcStates.Arc)), arc, doubt);
        if (statistic.Figure < ArcFigure.MeanCurrent)
            return new ArcSpanMonitor(_record, statistic, arc);
        IsHoldWanted = true;
        return new ArcValueMonitor(_record, statistic, arc);
    }
}
