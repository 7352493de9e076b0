namespace WeldExam.Exam.Rules;

/// <summary>Which signals a rule rests on.</summary>
public static class SignalNames
{
    public const string Current = "current";
    public const string Voltage = "voltage";

    /// <summary>The signals, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> Of(Rule rule) => [.. In(rule).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> In(Rule rule) => rule switch
    {
        Eventually eventually => In(eventually.Condition),
        Never never => In(never.Condition),
        AtEnd atEnd => In(atEnd.Condition),
        InOrder order => order.Moments.SelectMany(moment => In(moment.Condition)),
        Before before => In(before.First.Condition).Concat(In(before.Then.Condition)),
        Within within => In(within.Event.Condition).Concat(In(within.After.Condition)),
        After after => In(after.Event.Condition).Concat(In(after.Of.Condition)),
        Until until => In(until.Hold).Concat(In(until.Condition)),
        Agree agree => In(agree.One).Concat(In(agree.Other)),
        Fraction fraction => In(fraction.Of).Concat(In(fraction.While)),
        Count count => In(count.Of),
        Duration duration => In(duration.Of),
        ArcStatistic => [Current, Voltage],
        AllRules all => all.Rules.SelectMany(In),
        AnyRule any => any.Rules.SelectMany(In),
        NotRule not => In(not.Rule),
        _ => throw new ArgumentException($"Unknown rule {rule}.", nameof(rule)),
    };

    private static IEnumerable<string> In(Condition condition) => condition switch
    {
        SwitchIs of => [of.Signal],
        Above of => [of.Signal],
        Below of => [of.Signal],
        InWindow of => [of.Signal],
        Bounded of => [of.Signal],
        Residual of => [of.Signal],
        Frozen of => [of.Signal],
        ArcIs or OnLoadLine => [Current, Voltage],
        AllOf all => all.Conditions.SelectMany(In),
        AnyOf any => any.Conditions.SelectMany(In),
        NotThat not => In(not.Condition),
        _ => throw new ArgumentException($"Unknown condition {condition}.", nameof(condition)),
    };
}
