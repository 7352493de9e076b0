using WeldExam.Centre.Archive;
using WeldExam.Exam.Audit;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Verification;

/// <summary>Scores every sealed part again from its blocks and compares with what the box concluded and sealed.
/// Apart from ingest: a scorer that cannot answer never keeps a block from being stored.</summary>
public sealed class PartVerifier(ICentreStore store, IExamScorer scorer, TimeProvider clock)
{
    /// <summary>Tries all parts that were not re-scored yet, for want of a paper or of a newer version.</summary>
    public async ValueTask VerifyOpenAsync(CancellationToken cancel)
    {
        foreach (var part in await store.PartsAsync(cancel))
        {
            if (part.ReScore.Outcome is ReScoreOutcome.Pending or ReScoreOutcome.NotYet)
                await VerifyAsync(part.Journal, cancel);
        }
    }

    /// <summary>Re-scores one part if it is sealed; null when there is nothing to do.</summary>
    public async ValueTask<ReScore?> VerifyAsync(JournalId id, CancellationToken cancel)
    {
        if (await store.FindJournalAsync(id, cancel) is not { Seal: { } seal } row || await store.FindPartAsync(id, cancel) is not { } part)
            return null;
        var paper = await store.FindPaperAsync(part.Paper, cancel);
        var journal = await StoredEntries.ReadAsync(store, row.Journal, cancel);
        var (result, sheet) = Compare(seal, part, paper, journal);
        if (result == part.ReScore)
            return result;
        var unpermitted = paper is null ? null : PaperPermission.Fault(paper, await store.PoliciesAsync(cancel), journal);
        await store.CommitAsync(
            new CentreChange
            {
                Part = part with { ReScore = result },
                Sheets = sheet is null ? [] : [sheet],
                Readings = result.Outcome == ReScoreOutcome.Matches && PartAudit.ReadingsOf(journal) is { } readings ? new(readings, id) : null,
                Alarms =
                [
                    .. result.Outcome == ReScoreOutcome.Differs ? [new(AlarmKind.ScoreDiffers, row.Journal.ToString(), row.Journal, clock.GetUtcNow(), result.Reason)] : Array.Empty<Alarm>(),
                    .. unpermitted is not null ? [new(AlarmKind.PaperNotPermitted, row.Journal.ToString(), row.Journal, clock.GetUtcNow(), unpermitted)] : Array.Empty<Alarm>(),
                ],
            },
            cancel);
        return result;
    }

    private (ReScore Result, SheetRow? Sheet) Compare(JournalSeal seal, PartRow part, PaperRow? paper, List<Recorded> journal)
    {
        if (paper is null)
            return (ReScore.NotYet($"paper {part.Paper} is not at the centre"), null);
        if (journal.Find(recorded => recorded.Entry is UnknownEntry).Entry is UnknownEntry unknown)
            return (ReScore.NotYet($"entry kind {unknown.Kind} is not known to this version"), null);

        var concludedAt = journal.FindLastIndex(recorded => recorded.Entry is Concluded);
        if (concludedAt >= 0 && journal[concludedAt].Entry is Concluded concluded)
        {
            switch (Score(paper, journal[..concludedAt]))
            {
                case NoScore none:
                    return (NotScored(none), null);
                case Scored scored when scored.Hash != concluded.SheetHash:
                    return (Differs(scored, $"concluded as {concluded.SheetHash}, scored as {scored.Hash}"), Row(scored));
            }
        }

        return Score(paper, journal[..^1]) switch
        {
            Scored final when final.Hash == seal.SheetHash =>
                (new(ReScoreOutcome.Matches, string.Empty, final.Hash, final.Points, final.Verdict), Row(final)),
            Scored final => (Differs(final, $"sealed as {seal.SheetHash}, scored as {final.Hash}"), Row(final)),
            NoScore none => (NotScored(none), null),
            var other => throw new InvalidOperationException($"unexpected answer {other}"),
        };
    }

    private ScoreAnswer Score(PaperRow paper, List<Recorded> journal) => scorer.Score(paper.Content, journal);

    private static SheetRow Row(Scored scored) => new(scored.Hash, scored.Json);

    private static ReScore Differs(Scored scored, string reason) =>
        new(ReScoreOutcome.Differs, reason, scored.Hash, scored.Points, scored.Verdict);

    /// <summary>A box that sealed a sheet where this version finds that none is possible disagrees with us.</summary>
    private static ReScore NotScored(NoScore none) =>
        none.IsVersion ? ReScore.NotYet(none.Reason) : new(ReScoreOutcome.Differs, none.Reason, null, null, null);
}
