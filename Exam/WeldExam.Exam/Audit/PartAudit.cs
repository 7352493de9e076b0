using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Audit;

/// <summary>Looks through one part's journal and sheet for what an auditor should see first.</summary>
public static class PartAudit
{
    private const int StickElectrode = 111;
    private const int FewestProposals = 2;

    /// <param name="journal">The part's journal, whole.</param>
    /// <param name="sheet">Its sheet.</param>
    /// <param name="same">Other parts with the same <see cref="ReadingsOf"/>.</param>
    public static AuditReport Of(IReadOnlyList<Recorded> journal, ScoreSheet sheet, IEnumerable<JournalId> same)
    {
        if (journal.Count == 0 || journal[0].Entry is not Opened { Part: { } part })
            return AuditReport.Of([], null);
        using var readings = new WeldReadings(part);
        var start = Read(journal, readings);
        return AuditReport.Of(
            [
                Found(AuditSign.SameReadings, [.. same.Select(other => other.ToString()).Order(StringComparer.Ordinal)]),
                Found(AuditSign.FrozenReadings, readings.StillAt(start)),
                Found(AuditSign.ArcTooLong, part.TaskCard?.Process == StickElectrode ? readings.LongAt(start) : []),
                Found(AuditSign.ProposalsRejected, Rejected(sheet)),
                Found(AuditSign.CurrentWithoutVoltage, readings.DeadAt(start)),
                Found(AuditSign.Contradiction, [.. sheet.Conflicts.Select(conflict => conflict.Id)]),
                Found(AuditSign.OverriddenForCandidate, Overridden(sheet)),
            ],
            readings.Fingerprint());
    }

    /// <summary>The hash of a part's readings while welding; null where too few were taken to tell one weld from another.</summary>
    public static Hash256? ReadingsOf(IReadOnlyList<Recorded> journal)
    {
        if (journal.Count == 0 || journal[0].Entry is not Opened { Part: { } part })
            return null;
        using var readings = new WeldReadings(part);
        Read(journal, readings);
        return readings.Fingerprint();
    }

    private static AuditFinding Found(AuditSign sign, ImmutableArray<string> about) => new(sign, about.Length, about);

    /// <summary>Only the examined time is looked at; ticks of a later boot go on from where its own clock stands.</summary>
    private static MonotonicTick Read(IReadOnlyList<Recorded> journal, WeldReadings readings)
    {
        var start = default(MonotonicTick);
        var isRunning = false;
        foreach (var recorded in journal)
        {
            switch (recorded.Entry)
            {
                case SubjectStarted when !isRunning:
                    (start, isRunning) = (recorded.At, true);
                    break;
                case SubjectEnded:
                    return start;
                case Samples samples when isRunning:
                    readings.Take(samples);
                    break;
            }
        }

        return start;
    }

    private static ImmutableArray<string> Rejected(ScoreSheet sheet)
    {
        var proposals = Lines(sheet).Where(line => line is { Kind: DeductionKind.Proposed, MachineTimes: > 0, Times: not null }).ToArray();
        return proposals.Length >= FewestProposals && proposals.All(line => line.Times == 0) ? [.. proposals.Select(line => line.Id)] : [];
    }

    private static ImmutableArray<string> Overridden(ScoreSheet sheet) =>
        [.. Lines(sheet).Where(line => line is { Decision: Decision.Override, MachineTimes: not null } && line.Times < line.MachineTimes).Select(line => line.Id)];

    private static IEnumerable<DeductionLine> Lines(ScoreSheet sheet) => sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions);
}
