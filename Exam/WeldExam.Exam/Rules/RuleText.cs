using System.Globalization;

namespace WeldExam.Exam.Rules;

/// <summary>Operators and conditions in the paper's own words; what an operator joins or watches stands in the tree below it.</summary>
internal static class RuleText
{
    public static string Of(Rule rule) => rule switch
    {
        Eventually => "eventually",
        Never never => $"never, longerThanSeconds: {Seconds(never.LongerThan)}",
        AtEnd => "atEnd",
        InOrder order => $"order: [{string.Join(", ", order.Moments.Select(Of))}]",
        Before before => $"before: {Of(before.First)}, then: {Of(before.Then)}",
        Within within => $"within: {Of(within.Event)}, after: {Of(within.After)}, atMostSeconds: {Seconds(within.AtMost)}",
        After after => $"comes: {Of(after.Event)}, after: {Of(after.Of)}",
        Until until => $"hold, until, longerThanSeconds: {Seconds(until.LongerThan)}{(until.MustCome ? ", mustCome: true" : "")}",
        Agree agree => $"agree, with, longerThanSeconds: {Seconds(agree.LongerThan)}",
        Fraction fraction => $"fraction, while, atLeast: {Number(fraction.AtLeast)}",
        Count count => $"count{Limits(count.AtLeast, count.AtMost)}",
        Duration duration => $"duration, of: {(duration.IsLongest ? "longest" : "total")}{Limits(duration.AtLeast, duration.AtMost)}",
        ArcStatistic of => $"arc: {FigureName(of.Figure)}{(of.IsAfterFirstRun ? ", afterFirstRun: true" : "")}{Limits(of.AtLeast, of.AtMost)}",
        AllRules => "all",
        AnyRule => "any",
        NotRule => "not",
        _ => throw new ArgumentException($"Unknown rule {rule}.", nameof(rule)),
    };

    public static string Of(Condition condition) => condition switch
    {
        SwitchIs of => $"switch: {of.Signal}, is: {(of.State == Signals.SwitchState.On ? "on" : "off")}",
        Above of => $"signal: {of.Signal}, above: {Number(of.Limit)}",
        Below of => $"signal: {of.Signal}, below: {Number(of.Limit)}",
        InWindow { Min: { } min, Max: { } max } of => $"signal: {of.Signal}, window: {{min: {Number(min)}, max: {Number(max)}}}",
        InWindow of => $"signal: {of.Signal}, window: {{taskCard: true}}",
        Bounded of => $"signal: {of.Signal}{Limits(of.Min, of.Max)}",
        Residual of => $"residual: {of.Signal}, above: {Number(of.Limit)}",
        Frozen of => $"signal: {of.Signal}, frozenForSeconds: {Seconds(of.For)}",
        OnLoadLine => "onLoadLine: true",
        ArcIs of => $"arc: {string.Join("|", Enum.GetValues<ArcStates>().Where(state => state != ArcStates.None && of.States.HasFlag(state)).Select(state => Lower($"{state}")))}",
        AllOf => "all",
        AnyOf => "any",
        NotThat => "not",
        _ => throw new ArgumentException($"Unknown condition {condition}.", nameof(condition)),
    };

    private static string Of(Moment moment) => moment.IsLast ? "last" : "first";

    private static string FigureName(ArcFigure figure) => figure switch
    {
        ArcFigure.Total => "totalSeconds",
        ArcFigure.LongestRun => "longestRunSeconds",
        ArcFigure.FirstRun => "firstRunSeconds",
        ArcFigure.PauseAfterFirstRun => "pauseAfterFirstRunSeconds",
        ArcFigure.DutyCycle => "dutyCyclePercent",
        _ => Lower($"{figure}"),
    };

    private static string Lower(string name) => string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1));

    private static string Limits(decimal? atLeast, decimal? atMost) =>
        $"{(atLeast is { } least ? $", atLeast: {Number(least)}" : "")}{(atMost is { } most ? $", atMost: {Number(most)}" : "")}";

    private static string Limits(TimeSpan? atLeast, TimeSpan? atMost) =>
        $"{(atLeast is { } least ? $", atLeastSeconds: {Seconds(least)}" : "")}{(atMost is { } most ? $", atMostSeconds: {Seconds(most)}" : "")}";

    private static string Seconds(TimeSpan span) => Number((decimal)span.Ticks / TimeSpan.TicksPerSecond);

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
