using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Scores;

/// <summary>Adds the judged deductions up: floors of item, block and subject, what is missing, what it could cost.</summary>
internal static class SheetBuilder
{
    public static ScoreSheet Build(
        Paper paper, PartRun run, Opinions opinions, ImmutableArray<Interruption> interruptions, TimeSpan examined, bool isRefused, bool isAnchored, TaskDrawn? draw)
    {
        var blocks = Blocks(run, run.Verdicts(), opinions, run.Start ?? 0);
        var lines = blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions).ToArray();
        ImmutableArray<string> pending = [.. lines.Where(line => line.Times is null).Select(line => line.Id)];
        var highest = isRefused ? 0 : blocks.Sum(block => block.Points - block.Lost);
        var lowest = isRefused ? 0 : Lowest(run.Task, blocks);
        return new(
            new(paper.Id, paper.Version, paper.Hash, paper.Status, paper.Source, paper.Semantics),
            Part(run),
            IsProvisional: run.End is null,
            Outcome(run),
            isRefused ? 0 : pending.IsEmpty && run.End is not null ? highest : null,
            lowest,
            highest,
            lines.Any(line => line is { IsVeto: true, Times: > 0 }),
            isRefused,
            pending,
            blocks,
            Conflicts(run),
            examined,
            interruptions,
            Notices(paper, run, opinions, isAnchored, draw));
    }

    /// <param name="run">The part.</param>
    /// <param name="verdicts">The final verdicts; null takes what is certain so far.</param>
    /// <param name="opinions">What people marked.</param>
    /// <param name="start">Begin of the examined time on the axis.</param>
    public static ImmutableArray<BlockLine> Blocks(PartRun run, ImmutableDictionary<string, Verdict>? verdicts, Opinions opinions, long start)
    {
        return [.. run.Task.Blocks.Select(block =>
        {
            ImmutableArray<ItemLine> items = [.. block.Items.Select(item => Line(item, run, verdicts, opinions, start))];
            return new BlockLine(block.Id, block.Title, block.Points, Math.Min(block.Points, items.Sum(item => item.Lost)), items);
        })];
    }

    private static ItemLine Line(Item item, PartRun run, ImmutableDictionary<string, Verdict>? verdicts, Opinions opinions, long start)
    {
        ImmutableArray<DeductionLine> deductions = [.. item.Deductions.Select(deduction => Judgement.Of(
            deduction,
            deduction.Check is null ? null : verdicts is null ? SoFar(run, deduction.Id) : verdicts[deduction.Id],
            opinions.On(item, deduction, start),
            run.Paper.Marking,
            opinions.IsChief,
            opinions.Override(item, deduction)))];
        return new(item.Id, item.Title, item.Points, Math.Min(item.Points, deductions.Sum(line => line.Lost)), deductions);
    }

    private static Verdict SoFar(PartRun run, string check) =>
        run.Decided(check) is var decided && decided == Rules.Outcome.Unknown
            ? new(decided, UnknownCause.NotSeen, 0, [])
            : new(decided, UnknownCause.None, 0, []);

    private static decimal Lowest(PaperTask task, ImmutableArray<BlockLine> blocks)
    {
        var times = task.Items.SelectMany(item => item.Deductions).ToDictionary(deduction => deduction.Id, deduction => deduction.MaxTimes);
        return blocks.Sum(block => block.Points - Math.Min(block.Points, block.Items.Sum(item => Math.Min(
            item.Points, item.Deductions.Sum(line => line.PointsEach * (line.Times ?? times[line.Id]))))));
    }

    private static SheetPart Part(PartRun run) => new(
        run.Part.Sitting,
        run.Part.Candidate,
        run.Opened.Point,
        run.Opened.Station,
        run.Part.Subject,
        run.Part.Task,
        run.Part.Attempt,
        run.Part.Mode,
        run.Part.IsTest,
        run.Part.Replaces);

    private static PartOutcome Outcome(PartRun run) => run.Reason switch
    {
        EndReason.Finished or EndReason.TimeUp => PartOutcome.Finished,
        EndReason.GaveUp => PartOutcome.GaveUp,
        EndReason.Disqualified => PartOutcome.Disqualified,
        EndReason.Stopped => PartOutcome.StoppedForSafety,
        EndReason.EquipmentFault => PartOutcome.EquipmentFault,
        _ => run.Start is null ? PartOutcome.NotStarted : PartOutcome.Running,
    };

    private static ImmutableArray<ConflictLine> Conflicts(PartRun run)
    {
        if (run.Verdicts() is not { } verdicts)
            return [];
        return [.. run.Task.Conflicts
            .Where(conflict => verdicts[conflict.Id].Outcome == Rules.Outcome.No)
            .Select(conflict => new ConflictLine(conflict.Id, conflict.Text, conflict.Doubts, verdicts[conflict.Id].Evidence))];
    }

    private static ImmutableArray<string> Notices(Paper paper, PartRun run, Opinions opinions, bool isAnchored, TaskDrawn? draw)
    {
        var notices = ImmutableArray.CreateBuilder<string>();
        if (!isAnchored)
            notices.Add("noClockAnchor");
        if (opinions.LeftOut)
            notices.Add("marksLeftOut");
        if (run.Reason == EndReason.TimeUp)
            notices.Add("timeUp");
        if (paper.Status == PaperStatus.Sample && run.Part.Mode == ExamMode.Exam)
            notices.AddRange(run.Part.Policies.Select(policy => $"samplePaperByPolicy:{policy}"));
        if (draw is not null && (draw.Sitting != run.Part.Sitting || draw.Task != run.Part.Task || !TaskDraw.Recomputes(paper, draw)))
            notices.Add("drawDiffers");
        if (draw?.Scene is { } scene)
            notices.Add($"scene:{scene}");
        return notices.ToImmutable();
    }
}
