using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Scores;

/// <summary>Brings the machine's verdict, the examiners' marks and an override of one deduction to a decision.</summary>
internal static class Judgement
{
    public static DeductionLine Of(Deduction deduction, Verdict? verdict, ImmutableArray<MarkLine> marks, Overridden? overridden)
    {
        var machine = MachineTimes(deduction, verdict);
        var (decision, times) = overridden is null
            ? Decide(deduction, machine, marks)
            : (Decision.Override, Math.Min(overridden.Times, deduction.MaxTimes));
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
        if (deduction.Kind == DeductionKind.Automatic && machine is { } found)
            return (Decision.Machine, found);
        var opinions = marks.Select(mark => Times(deduction, mark, machine)).OfType<int>().Distinct().ToArray();
        return (opinions, machine, deduction.Kind) switch
        {
            ({ Length: 1 }, _, _) => (Decision.Examiners, opinions[0]),
            ({ Length: > 1 }, _, _) => (Decision.Disagreement, null),
            (_, 0, _) => (Decision.Machine, 0),
            (_, not null, _) => (Decision.ConfirmationMissing, null),
            (_, _, DeductionKind.Manual) => (Decision.ManualMissing, null),
            _ => (Decision.EvidenceUnknown, null),
        };
    }

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
