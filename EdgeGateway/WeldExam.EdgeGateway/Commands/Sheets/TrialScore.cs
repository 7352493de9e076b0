using System.Text;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;

namespace WeldExam.EdgeGateway.Commands.Sheets;

/// <summary>A recorded part under a paper that it was not held under: what an edited window or other points would have changed. Never a result.</summary>
internal static class TrialScore
{
    /// <summary>Scores the journal as if it had been opened under <paramref name="paper"/>.</summary>
    public static ScoreOutcome Of(Paper paper, IReadOnlyList<Recorded> journal) => Scoring.Score(paper, [.. journal.Select(recorded =>
        recorded.Entry is Opened { Part: { } part } opened
            ? recorded with { Entry = opened with { Part = part with { Paper = paper.Hash, Semantics = paper.Semantics } } }
            : recorded)]);

    /// <summary>What differs between the sheet as held and the trial, deduction by deduction.</summary>
    public static string Difference(ScoreSheet held, ScoreSheet trial)
    {
        var text = new StringBuilder();
        var before = Lines(held).ToDictionary(line => line.Id);
        foreach (var line in Lines(trial))
        {
            var former = before.GetValueOrDefault(line.Id);
            if (former is null || Said(former) != Said(line))
                text.Append($"  {line.Id,-9} {line.Reason.Zh} · {line.Reason.En}: {(former is null ? Spoken.Line("paper.absent") : Said(former))} → {Said(line)}\n");
            before.Remove(line.Id);
        }

        foreach (var gone in before.Values)
            text.Append($"  {gone.Id,-9} {gone.Reason.Zh} · {gone.Reason.En}: {Said(gone)} → {Spoken.Line("paper.absent")}\n");
        if (text.Length == 0)
            text.Append($"  {Spoken.Line("score.noChange")}\n");
        return $"{Spoken.Line("score.changes", Points(held), Points(trial))}\n{text}";
    }

    private static IEnumerable<DeductionLine> Lines(ScoreSheet sheet) => sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions);

    /// <summary>What it costs: the points, a range where nobody has decided.</summary>
    private static string Said(DeductionLine line) => line.Times switch
    {
        null => Spoken.Line("score.undecided"),
        0 => "0",
        var times when line.IsVeto => $"{Spoken.Line("paper.field.veto")} × {times}",
        _ => $"−{SheetText.Number(line.Lost)}",
    };

    private static string Points(ScoreSheet sheet) =>
        sheet.Points is { } points ? SheetText.Number(points) : $"{SheetText.Number(sheet.Lowest)}–{SheetText.Number(sheet.Highest)}";
}
