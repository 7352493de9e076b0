namespace WeldExam.Exam.Rules;

/// <summary>Walks through rules and conditions.</summary>
internal static class RuleTree
{
    /// <summary>The rule and every rule inside it.</summary>
    public static IEnumerable<Rule> Parts(Rule rule) => Inner(rule).SelectMany(Parts).Prepend(rule);

    /// <summary>The condition and every condition inside it.</summary>
    public static IEnumerable<Condition> Parts(Condition condition) => Inner(condition).SelectMany(Parts).Prepend(condition);

    /// <summary>The rules that the rule joins.</summary>
    public static IEnumerable<Rule> Inner(Rule rule) => rule switch
    {
        AllRules all => all.Rules,
        AnyRule any => any.Rules,
        NotRule not => [not.Rule],
        _ => [],
    };

    /// <summary>The conditions that the rule itself names.</summary>
    public static IEnumerable<Condition> Conditions(Rule rule) => rule switch
    {
        Eventually eventually => [eventually.Condition],
        Never never => [never.Condition],
        AtEnd atEnd => [atEnd.Condition],
        InOrder order => order.Moments.Select(moment => moment.Condition),
        Before before => [before.First.Condition, before.Then.Condition],
        Within within => [within.Event.Condition, within.After.Condition],
        After after => [after.Event.Condition, after.Of.Condition],
        Until until => [until.Hold, until.Condition],
        Agree agree => [agree.One, agree.Other],
        Fraction fraction => [fraction.Of, fraction.While],
        Count count => [count.Of],
        Duration duration => [duration.Of],
        ArcStatistic { Figure: ArcFigure.Stuck } => [new ArcIs(ArcStates.Stuck)],
        ArcStatistic { Figure: ArcFigure.FailedStarts } => [new ArcIs(ArcStates.Short | ArcStates.Arc | ArcStates.Stuck), new ArcIs(ArcStates.Arc | ArcStates.Stuck)],
        ArcStatistic => [new ArcIs(ArcStates.Arc)],
        AllRules or AnyRule or NotRule => [],
        _ => throw new ArgumentException($"Unknown rule {rule}.", nameof(rule)),
    };

    /// <summary>The conditions that the condition joins.</summary>
    public static IEnumerable<Condition> Inner(Condition condition) => condition switch
    {
        AllOf all => all.Conditions,
        AnyOf any => any.Conditions,
        NotThat not => [not.Condition],
        _ => [],
    };
}
