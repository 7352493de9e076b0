using System.Collections.Immutable;

namespace WeldExam.Exam.Journal;

/// <summary>The paper's reset list at the opening of the part: what the previous candidate left never scores the next one.</summary>
public sealed record StartState(ImmutableArray<StartCondition> Conditions) : Entry;

/// <summary>One line of the reset list.</summary>
/// <param name="Condition">Its id in the paper.</param>
/// <param name="Holds">Whether it was met.</param>
/// <param name="TickedBy">Who ticked it; null when it was sensed.</param>
public sealed record StartCondition(string Condition, bool Holds, string? TickedBy);
