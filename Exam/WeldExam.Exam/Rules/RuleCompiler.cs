using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>Turns rules into monitors over the tracks of one station.</summary>
/// <param name="leaf">Gives the probe of a condition on a signal.</param>
/// <param name="arc">Holds of the arc's states.</param>
/// <param name="doubt">How far a distance between two moments may be off.</param>
internal sealed class RuleCompiler(Func<Condition, Probe> leaf, ArcTiming arc, Func<long, long, long> doubt)
{
    public RuleMonitor Compile(Rule rule) => rule switch
    {
        Eventually eventually => new EventuallyMonitor(Compile(eventually.Condition)),
        Never never => new NeverMonitor(Compile(never.Condition), never.LongerThan.Microseconds()),
        AtEnd atEnd => new AtEndMonitor(Compile(atEnd.Condition)),
        InOrder order => new InOrderMonitor([.. order.Moments.Select(Compile)]),
        Before before => new BeforeMonitor(Compile(before.First), Compile(before.Then)),
        Within within => new WithinMonitor(Compile(within.Event), Compile(within.After), within.AtMost.Microseconds(), doubt),
        Fraction fraction => new FractionMonitor(Compile(fraction.Of), Compile(fraction.While), fraction.AtLeast),
        Count count => new CountMonitor(Compile(count.Of), count.AtLeast, count.AtMost),
        Duration duration => new DurationMonitor(
            Compile(duration.Of), duration.IsLongest, duration.AtLeast?.Microseconds(), duration.AtMost?.Microseconds()),
        ArcStatistic statistic => new ArcMonitor(
            leaf(new ArcIs(statistic.Figure == ArcFigure.Stuck ? ArcStates.Stuck : ArcStates.Arc)), statistic, arc, doubt),
        AllRules all => new AllMonitor([.. all.Rules.Select(Compile)]),
        AnyRule any => new NotMonitor(new AllMonitor([.. any.Rules.Select(r => (RuleMonitor)new NotMonitor(Compile(r)))])),
        NotRule not => new NotMonitor(Compile(not.Rule)),
        _ => throw new ArgumentException($"No monitor for {rule}.", nameof(rule)),
    };

    private MomentWatch Compile(Moment moment) => new(Compile(moment.Condition), moment.IsLast);

    private Probe Compile(Condition condition) => condition switch
    {
        AllOf all => new AllProbe([.. all.Conditions.Select(Compile)]),
        AnyOf any => new AnyProbe([.. any.Conditions.Select(Compile)]),
        NotThat not => new NotProbe(Compile(not.Condition)),
        _ => leaf(condition),
    };
}
