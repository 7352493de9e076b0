using System.Collections.Immutable;
using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Rules;

/// <summary>Why a deduction's check came out as it did: its operators as a tree, with what was true when.</summary>
/// <param name="Id">The deduction.</param>
/// <param name="Text">The deduction as people read it.</param>
/// <param name="Verdict">What the score sheet says.</param>
/// <param name="Rule">The check, operator by operator.</param>
public sealed record Explanation(string Id, Bilingual Text, Verdict Verdict, ExplainedRule Rule);

/// <summary>One operator: what it found by itself, before the signals' calibration and conflicts are looked at.</summary>
/// <param name="Text">As the paper writes it.</param>
/// <param name="Outcome">What it found.</param>
/// <param name="Evidence">At most 32 intervals.</param>
/// <param name="Rules">The rules it joins.</param>
/// <param name="Conditions">The conditions it watches.</param>
public sealed record ExplainedRule(
    string Text, Outcome Outcome, ImmutableArray<Interval> Evidence, ImmutableArray<ExplainedRule> Rules, ImmutableArray<ExplainedCondition> Conditions);

/// <summary>One condition over the examined time.</summary>
/// <param name="Text">As the paper writes it.</param>
/// <param name="Over">The whole examined time in order, yes, no or unknown.</param>
/// <param name="More">How many stretches follow those in <paramref name="Over"/>.</param>
/// <param name="Conditions">The conditions it joins.</param>
public sealed record ExplainedCondition(
    string Text, ImmutableArray<ExplainedStretch> Over, int More, ImmutableArray<ExplainedCondition> Conditions);

/// <summary>A stretch in which a condition stays what it is.</summary>
/// <param name="Outcome">Yes, no or unknown.</param>
/// <param name="Interval">When.</param>
/// <param name="Values">The least and the greatest sample in it; null for a switch, or where no sample lies.</param>
public readonly record struct ExplainedStretch(Outcome Outcome, Interval Interval, (decimal Least, decimal Most)? Values);
