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

/// <summary>If the second moment came, the first came too, and not before it.</summary>
public sealed record After(Moment Event, Moment Of) : Rule;

/// <summary>Up to the first moment of <paramref name="Condition"/>, <paramref name="Hold"/> is never broken for longer than the grace;
/// if that moment never comes, to the end, unless it must come.</summary>
public sealed record Until(Condition Hold, Condition Condition, TimeSpan LongerThan, bool MustCome) : Rule;

/// <summary>Two sources tell the same: neither holds without the other for longer than the grace.</summary>
public sealed record Agree(Condition One, Condition Other, TimeSpan LongerThan) : Rule;

/// <summary>Of the time in which <paramref name="While"/> holds, at least that part has <paramref name="Of"/> (0 … 1).</summary>
public sealed record Fraction(Condition Of, Condition While, decimal AtLeast) : Rule;

/// <summary>How many separate spells the condition has.</summary>
public sealed record Count(Condition Of, int? AtLeast, int? AtMost) : Rule;

/// <summary>How long the condition holds.</summary>
public sealed record Duration(Condition Of, bool IsLongest, TimeSpan? AtLeast, TimeSpan? AtMost) : Rule;

/// <summary>A figure of the arc: a count, seconds, a value.</summary>
/// <param name="Figure">What is asked.</param>
/// <param name="IsAfterFirstRun">Leaves the first run out.</param>
/// <param name="AtLeast">Lower limit.</param>
/// <param name="AtMost">Upper limit.</param>
/// <param name="SeamMillimetres">Length of the seam, for the heat input.</param>
public sealed record ArcStatistic(
    ArcFigure Figure, bool IsAfterFirstRun, decimal? AtLeast, decimal? AtMost, decimal? SeamMillimetres = null) : Rule;

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

    /// <summary>Spells of current that ended without an arc and without sticking.</summary>
    FailedStarts,

    /// <summary>Gaps between arcs long enough to change the electrode.</summary>
    ElectrodeChanges,

    /// <summary>The most arc time within any ten minutes, percent of them.</summary>
    DutyCycle,

    /// <summary>Amperes, over the time of the arc. Figures from here on rest on the values of the samples.</summary>
    MeanCurrent,

    /// <summary>Volts, over the time of the arc.</summary>
    MeanVoltage,

    /// <summary>Standard deviation of the current, amperes.</summary>
    DeviationCurrent,

    /// <summary>Standard deviation of the voltage, volts.</summary>
    DeviationVoltage,

    /// <summary>kJ/mm over a seam of known length.</summary>
    HeatInput,
}
