using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Scores;

/// <summary>One sealed part as the total sees it.</summary>
/// <param name="Journal">The part's journal.</param>
/// <param name="MerkleRoot">The root it was sealed under.</param>
/// <param name="Sheet">Its final sheet.</param>
public sealed record PartResult(JournalId Journal, Hash256 MerkleRoot, ScoreSheet Sheet);

/// <summary>The total of a sitting: a pure function of the paper and the sealed parts, wherever they were held and in whatever order they arrive.</summary>
public static class SittingTotal
{
    /// <returns><see cref="SittingResult"/>, or <see cref="NotPossible"/> when the parts do not belong together.</returns>
    public static ScoreOutcome Of(Paper paper, IReadOnlyList<PartResult> parts)
    {
        if (parts.Count == 0)
            return new NotPossible("there is no part", IsVersion: false);
        var first = parts[0].Sheet.Part;
        if (parts.Any(part => part.Sheet.Part.Sitting != first.Sitting || part.Sheet.Part.Candidate != first.Candidate))
            return new NotPossible("the parts are of different sittings or candidates", IsVersion: false);
        if (parts.Any(part => part.Sheet.Paper.Hash != paper.Hash))
            return new NotPossible("a part was held under another paper", IsVersion: false);
        var all = parts.DistinctBy(part => part.Journal).OrderBy(part => part.Journal.Value).ToArray();
        foreach (var part in all)
        {
            if (all.Any(other => other.Journal == part.Sheet.Part.Replaces && other.Sheet.Part.Subject != part.Sheet.Part.Subject))
                return new NotPossible($"part {part.Journal} replaces a part of another subject", IsVersion: false);
        }

        var replaced = all.Select(part => part.Sheet.Part.Replaces).OfType<JournalId>().ToHashSet();
        var counting = all.Where(part => !replaced.Contains(part.Journal)).ToArray();
        return Build(paper, first, all, counting, [.. all.Select(part => part.Journal).Where(replaced.Contains)]);
    }

    private static SittingResult Build(
        Paper paper, SheetPart first, PartResult[] all, PartResult[] counting, ImmutableArray<JournalId> replaced)
    {
        ImmutableArray<SubjectLine> subjects = [.. paper.Subjects.Select(subject => Line(subject, counting))];
        ImmutableArray<string> open = [.. subjects.Where(line => line.Open is not null).Select(line => $"{line.Subject}: {line.Open}")];
        var total = open.IsEmpty ? subjects.Sum(line => line.Weighted) : null;
        var isVetoed = counting.Any(part => part.Sheet.IsVetoed);
        return new(
            first.Sitting,
            first.Candidate,
            new(paper.Id, paper.Version, paper.Hash, paper.Status, paper.Source, paper.Semantics),
            all.Any(part => part.Sheet.Part.Mode == ExamMode.Practice) ? ExamMode.Practice : ExamMode.Exam,
            all.Any(part => part.Sheet.IsTest),
            Outcome(counting, total, isVetoed, paper.Pass),
            total,
            paper.Pass,
            isVetoed,
            subjects,
            open,
            replaced);
    }

    private static SubjectLine Line(Subject subject, PartResult[] counting)
    {
        var parts = counting.Where(part => part.Sheet.Part.Subject == subject.Id).ToArray();
        if (parts.Length != 1)
            return new(subject.Id, subject.Title, subject.Weight, null, default, null, null, null, parts.Length == 0 ? "missing" : "more than one part");
        var (journal, root, sheet) = parts[0];
        var open = sheet.IsProvisional ? "not ended"
            : sheet.Outcome == PartOutcome.EquipmentFault ? "equipment fault, to be repeated"
            : sheet.Points is null ? "decisions missing" : null;
        return new(subject.Id, subject.Title, subject.Weight, journal, root, sheet.Hash, sheet.Points, sheet.Points * subject.Weight / 100, open);
    }

    private static SittingOutcome Outcome(PartResult[] counting, decimal? total, bool isVetoed, decimal pass)
    {
        var outcomes = counting.Select(part => part.Sheet.Outcome).ToHashSet();
        if (outcomes.Contains(PartOutcome.Disqualified))
            return SittingOutcome.Disqualified;
        if (outcomes.Contains(PartOutcome.StoppedForSafety))
            return SittingOutcome.StoppedForSafety;
        if (outcomes.Contains(PartOutcome.GaveUp))
            return SittingOutcome.GaveUp;
        if (total is not { } points)
            return SittingOutcome.Incomplete;
        return points >= pass && !isVetoed ? SittingOutcome.Passed : SittingOutcome.Failed;
    }
}
