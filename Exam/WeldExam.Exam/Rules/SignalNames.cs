namespace WeldExam.Exam.Rules;

/// <summary>Which signals a rule rests on.</summary>
public static class SignalNames
{
    public const string Current = "current";
    public const string Voltage = "voltage";

    /// <summary>The signals, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> Of(Rule rule) => [.. Conditions(rule).SelectMany(Of).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Those of which the rule asks what stayed behind when something was switched off: the station itself must power their channel.</summary>
    internal static IEnumerable<string> LeftOver(Rule rule) => Conditions(rule).OfType<Residual>().Select(of => of.Signal);

    private static IEnumerable<Condition> Conditions(Rule rule) =>
        RuleTree.Parts(rule).SelectMany(RuleTree.Conditions).SelectMany(RuleTree.Parts);

    private static IEnumerable<string> Of(Condition condition) => condition switch
    {
        SwitchIs of => [of.Signal],
        Above of => [of.Signal],
        Below of => [of.Signal],
        InWindow of => [of.Signal],
        Bounded of => [of.Signal],
        Residual of => [of.Signal],
        Frozen of => [of.Signal],
        ArcIs or OnLoadLine => [Current, Voltage],
        AllOf or AnyOf or NotThat => [],
        _ => throw new ArgumentException($"Unknown condition {condition}.", nameof(condition)),
    };
}
