using System.Collections.Immutable;

namespace WeldExam.Exam.Rules;

/// <summary>The check of a deduction: yes means that the demand is met. The vocabulary is closed; its meaning belongs to the paper's
/// semantics version and is stated in docs/PAPERS.md.</summary>
public abstract record Rule
{
    private protected Rule()
    {
    }
}

/// <summary>At some moment the condition holds.</summary>
public sealed record Eventually(Condition Condition) : Rule;

/// <summary>The condition never holds for longer than the grace.</summary>
public sealed record Never(Condition Condition, TimeSpan LongerThan) : Rule;

/// <summary>At the end of the examined time the condition holds.</summary>
public sealed record AtEnd(Condition Condition) : Rule;

/// <summary>All of these moments came, none before its predecessor.</summary>
public sealed record InOrder(ImmutableArray<Moment> Moments) : Rule;

/// <summary>If the second moment came, the first had come by then.</summary>
public sealed record Before(Moment First, Moment Then) : Rule;

/// <summary>If the second moment came, the first came after it and not later than the span.</summary>
public sealed record Within(Moment Event, Moment After, TimeSpan AtMost) : Rule;

/// <summary>Of the time in which <paramref name="While"/> holds, at least that part has <paramref name="Of"/> (0 … 1).</summary>
public sealed record Fraction(Condition Of, Condition While, decimal AtLeast) : Rule;

/// <summary>How many separate spells the condition has.</summary>
public sealed record Count(Condition Of, int? AtLeast, int? AtMost) : Rule;

/// <summary>How long the condition holds.</summary>
public sealed record Duration(Condition Of, bool IsLongest, TimeSpan? AtLeast, TimeSpan? AtMost) : Rule;

/// <summary>A figure of the arc: a count, or seconds.</summary>
public sealed record ArcStatistic(ArcFigure Figure, bool IsAfterFirstRun, decimal? AtLeast, decimal? AtMost) : Rule;

public sealed record AllRules(ImmutableArray<Rule> Rules) : Rule;

public sealed record AnyRule(ImmutableArray<Rule> Rules) : Rule;

public sealed record NotRule(Rule Rule) : Rule;

/// <summary>The first or the last moment at which a condition holds.</summary>
public sealed record Moment(Condition Condition, bool IsLast);

/// <summary>What can be asked of the arc.</summary>
public enum ArcFigure
{
    /// <summary>Times an arc was struck.</summary>
    Starts,

    /// <summary>Spells of a stuck electrode.</summary>
    Stuck,

    /// <summary>Runs: arcs with gaps shorter than the run gap.</summary>
    Runs,

    /// <summary>Gaps between runs.</summary>
    Interruptions,

    /// <summary>Seconds of arc altogether.</summary>
    Total,

    /// <summary>Seconds from the begin to the end of the longest run.</summary>
    LongestRun,

    /// <summary>Seconds from the begin to the end of the first run.</summary>
    FirstRun,

    /// <summary>Seconds between the first run and the second.</summary>
    PauseAfterFirstRun,
}
