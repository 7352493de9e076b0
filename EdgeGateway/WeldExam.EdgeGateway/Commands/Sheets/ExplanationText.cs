using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.Exam.Rules;

namespace WeldExam.EdgeGateway.Commands.Sheets;

/// <summary>An explanation as a tree: operators in the paper's words, below each what it joins and what was true when.</summary>
internal static class ExplanationText
{
    public static string Of(Explanation explanation)
    {
        var text = new StringBuilder();
        text.AppendLine($"══ {explanation.Id} {explanation.Text.Zh} · {explanation.Text.En}");
        text.AppendLine(explanation.Verdict.Outcome == Outcome.Unknown
            ? $"   {Spoken.Line(DeductionText.Unknown(explanation.Verdict.Cause))}"
            : $"   {Word(explanation.Verdict.Outcome)}");
        Append(text, explanation.Rule, "   ");
        return text.ToString();
    }

    private static void Append(StringBuilder text, ExplainedRule rule, string indent)
    {
        text.AppendLine($"{indent}{rule.Text}: {Word(rule.Outcome)}{DeductionText.Seconds(rule.Evidence)}");
        foreach (var inner in rule.Rules)
            Append(text, inner, indent + "   ");
        foreach (var condition in rule.Conditions)
            Append(text, condition, indent + "   ");
    }

    private static void Append(StringBuilder text, ExplainedCondition condition, string indent)
    {
        text.AppendLine($"{indent}{{{condition.Text}}}");
        foreach (var stretch in condition.Over)
            text.AppendLine($"{indent} · {DeductionText.Seconds(ImmutableArray.Create(stretch.Interval)).TrimStart(' ', '@')}  {Word(stretch.Outcome)}{Values(stretch)}");
        if (condition.More > 0)
            text.AppendLine($"{indent} · {Spoken.Line("explain.more", condition.More.ToString(CultureInfo.InvariantCulture))}");
        foreach (var inner in condition.Conditions)
            Append(text, inner, indent + "   ");
    }

    private static string Values(ExplainedStretch stretch) => stretch.Values is not var (least, most) ? ""
        : least == most ? $"  [{SheetText.Number(least)}]" : $"  [{SheetText.Number(least)} … {SheetText.Number(most)}]";

    private static string Word(Outcome outcome) => Spoken.Line(outcome switch
    {
        Outcome.Yes => "explain.yes",
        Outcome.No => "explain.no",
        _ => "explain.unknown",
    });
}
