using System.Collections.Immutable;
using System.Globalization;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Scores;

namespace WeldExam.EdgeGateway.Commands.Sheets;

/// <summary>One deduction as a line: what it costs, why, who decided, and on which seconds that rests.</summary>
internal static class DeductionText
{
    private const int MostIntervals = 6;

    /// <summary>What applies or waits, and what the machine could not see though the paper asked it to.</summary>
    public static bool IsWorthALine(DeductionLine line) => line.Times != 0 || line.Machine is { Outcome: Outcome.Unknown };

    public static string Of(DeductionLine line) =>
        $"{Cost(line)} {line.Id} {line.Reason.Zh} · {line.Reason.En} [{Spoken.Line(Decided(line.Decision))}{People(line)}]{Machine(line.Machine)}";

    /// <summary>Seconds since the examined time began; a moment where a stretch has no length worth a digit.</summary>
    public static string Seconds(ImmutableArray<Interval> evidence)
    {
        if (evidence.IsDefaultOrEmpty)
            return "";
        var shown = evidence.Take(MostIntervals).Select(interval => interval.End - interval.Start < TimeSpan.FromMilliseconds(10)
            ? string.Create(CultureInfo.InvariantCulture, $"{interval.Start.TotalSeconds:0.00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{interval.Start.TotalSeconds:0.00}–{interval.End.TotalSeconds:0.00} s"));
        return $"  @ {string.Join(", ", shown)}{(evidence.Length > MostIntervals ? " …" : "")}";
    }

    private static string Cost(DeductionLine line) => line.Times switch
    {
        null => Spoken.Line("sheet.waiting"),
        0 => "±0",
        1 => $"−{SheetText.Number(line.PointsEach)}",
        { } times => $"−{SheetText.Number(times * line.PointsEach)} ({times} × {SheetText.Number(line.PointsEach)})",
    };

    // A machine's finding is evidence; what it could not see is none, and is said apart.
    private static string Machine(Verdict? machine) => machine switch
    {
        { Outcome: Outcome.No } => Seconds(machine.Evidence),
        { Outcome: Outcome.Unknown } => $"  {Spoken.Line(Unknown(machine.Cause))}{Seconds(machine.Evidence)}",
        _ => "",
    };

    private static string People(DeductionLine line)
    {
        if (line.Override is { } set)
            return $" {set.By} + {set.SecondBy}: {set.Reason}";
        if (line.Decision is not (Decision.Examiners or Decision.Disagreement or Decision.ChiefExaminer) || line.Marks.IsEmpty)
            return "";
        return " " + string.Join(", ", line.Marks.Select(mark => string.Create(
            CultureInfo.InvariantCulture, $"{mark.By} {(mark.About ?? mark.At).TotalSeconds:0.0} s{(mark.Kind == MarkKind.Met ? " ✔" : "")}")));
    }

    private static string Decided(Decision decision) => decision switch
    {
        Decision.Machine => "sheet.machine",
        Decision.Examiners => "sheet.examiners",
        Decision.Override => "sheet.override",
        Decision.ManualMissing => "sheet.manualMissing",
        Decision.Disagreement => "sheet.disagreement",
        Decision.ChiefExaminer => "sheet.chiefExaminer",
        Decision.ConfirmationMissing => "sheet.confirmationMissing",
        _ => "sheet.evidenceUnknown",
    };

    private static string Unknown(UnknownCause cause) => cause switch
    {
        UnknownCause.NoSignal => "sheet.noSignal",
        UnknownCause.CalibrationOverdue => "sheet.calibrationOverdue",
        UnknownCause.TooLate => "sheet.tooLate",
        UnknownCause.Conflict => "sheet.conflict",
        UnknownCause.ClockUnknown => "sheet.clockUnknown",
        UnknownCause.SwitchedOffWithIt => "sheet.switchedOffWithIt",
        _ => "sheet.notSeen",
    };
}
