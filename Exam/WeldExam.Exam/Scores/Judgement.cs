using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Scores;

/// <summary>Brings the machine's verdict, the examiners' marks and an override of one deduction to a decision.</summary>
internal static class Judgement
{
    public static DeductionLine Of(
        Deduction deduction, Verdict? verdict, ImmutableArray<MarkLine> marks, Marking? marking, Func<string, bool> isChief, Overridden? overridden)
    {
        var machine = MachineTimes(deduction, verdict);
        var (decision, times) = overridden is not null ? (Decision.Override, Math.Min(overridden.Times, deduction.MaxTimes))
            : deduction.Kind == DeductionKind.Automatic && machine is { } found ? (Decision.Machine, found)
            : marking is null ? Decide(deduction, machine, marks)
            : Decide(deduction, machine, marks, marking, isChief);
        return new(
            deduction.Id,
            deduction.Kind,
            deduction.IsVeto,
            deduction.Text,
            deduction.Points,
            decision,
            times,
            deduction.Points * (times ?? 0),
            machine,
            verdict,
            deduction.Check is null ? [] : [.. SignalNames.Of(deduction.Check)],
            marks,
            overridden is null ? null : new(overridden.By, overridden.SecondBy, overridden.Times, overridden.Reason));
    }

    private static int? MachineTimes(Deduction deduction, Verdict? verdict) => verdict?.Outcome switch
    {
        Outcome.Yes => 0,
        Outcome.No => Math.Clamp(verdict.Excess, 1, deduction.MaxTimes),
        _ => null,
    };

    private static (Decision Decision, int? Times) Decide(Deduction deduction, int? machine, ImmutableArray<MarkLine> marks)
    {
        var opinions = marks.Select(mark => Times(deduction, mark, machine)).OfType<int>().Distinct().ToArray();
        return opinions.Length switch
        {
            1 => (Decision.Examiners, opinions[0]),
            > 1 => (Decision.Disagreement, null),
            _ => Missing(deduction, machine),
        };
    }

    /// <summary>Each examiner marks alone; the chief examiner is heard only where they differ too much.</summary>
    private static (Decision Decision, int? Times) Decide(
        Deduction deduction, int? machine, ImmutableArray<MarkLine> marks, Marking marking, Func<string, bool> isChief)
    {
        var examiners = marks.Where(mark => !isChief(mark.By)).Select(mark => Times(deduction, mark, machine)).OfType<int>().ToArray();
        if (examiners.Length < marking.Examiners)
            return machine == 0 && examiners.Any(times => times > 0) ? (Decision.ConfirmationMissing, null) : Missing(deduction, machine);
        var (least, most) = (examiners.Min(), examiners.Max());
        if (least == most || (most - least) * deduction.Points <= marking.LimitPoints)
            return (Decision.Examiners, least);
        var chiefs = marks.Where(mark => isChief(mark.By)).Select(mark => Times(deduction, mark, machine)).OfType<int>().Distinct().ToArray();
        return chiefs is [var decided] ? (Decision.ChiefExaminer, decided) : (Decision.Disagreement, null);
    }

    /// <summary>Nobody has spoken: only a machine that saw the demand met needs nobody.</summary>
    private static (Decision Decision, int? Times) Missing(Deduction deduction, int? machine) => (machine, deduction.Kind) switch
    {
        (0, _) => (Decision.Machine, 0),
        (not null, _) => (Decision.ConfirmationMissing, null),
        (_, DeductionKind.Manual) => (Decision.ManualMissing, null),
        _ => (Decision.EvidenceUnknown, null),
    };

    /// <summary>How often the deduction applies in that examiner's opinion; null when the mark says nothing about it.</summary>
    private static int? Times(Deduction deduction, MarkLine mark, int? machine) => mark.Kind switch
    {
        MarkKind.Met => 0,
        MarkKind.Deduct => Math.Clamp(mark.Times, 1, deduction.MaxTimes),
        MarkKind.Confirm => machine,
        MarkKind.Reject when machine > 0 => 0,
        _ => null,
    };
}
