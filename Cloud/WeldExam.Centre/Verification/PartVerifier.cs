using WeldExam.Centre.Archive;
using WeldExam.Exam;
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
    public async ValueTask<ReScore?> VerifyAsync(JournalId journal, CancellationToken cancel)
    {
        if (await store.FindJournalAsync(journal, cancel) is not { Seal: { } seal } row || await store.FindPartAsync(journal, cancel) is not { } part)
            return null;
        var (result, sheet, readings) = await CompareAsync(row, seal, part, cancel);
        if (result == part.ReScore)
            return result;
        await store.CommitAsync(
            new CentreChange
            {
                Part = part with { ReScore = result },
                Sheets = sheet is null ? [] : [sheet],
                Readings = readings is { } hash ? new(hash, journal) : null,
                Alarms = result.Outcome == ReScoreOutcome.Differs
                    ? [new(AlarmKind.ScoreDiffers, journal.ToString(), journal, clock.GetUtcNow(), result.Reason)]
                    : [],
            },
            cancel);
        return result;
    }

    private async ValueTask<(ReScore Result, SheetRow? Sheet, Hash256? Readings)> CompareAsync(JournalRow row, JournalSeal seal, PartRow part, CancellationToken cancel)
    {
        if (await store.FindPaperAsync(part.Paper, cancel) is not { } paper)
            return (ReScore.NotYet($"paper {part.Paper} is not at the centre"), null, null);
        var journal = await StoredEntries.ReadAsync(store, row.Journal, cancel);
        if (journal.Find(recorded => recorded.Entry is UnknownEntry).Entry is UnknownEntry unknown)
            return (ReScore.NotYet($"entry kind {unknown.Kind} is not known to this version"), null, null);

        var concludedAt = journal.FindLastIndex(recorded => recorded.Entry is Concluded);
        if (concludedAt >= 0 && journal[concludedAt].Entry is Concluded concluded)
        {
            switch (Score(paper, journal[..concludedAt]))
            {
                case NoScore none:
                    return (NotScored(none), null, null);
                case Scored scored when scored.Hash != concluded.SheetHash:
                    return (Differs(scored, $"concluded as {concluded.SheetHash}, scored as {scored.Hash}"), Row(scored), null);
            }
        }

        return Score(paper, journal[..^1]) switch
        {
            Scored final when final.Hash == seal.SheetHash =>
                (new(ReScoreOutcome.Matches, string.Empty, final.Hash, final.Points, final.Verdict), Row(final), PartAudit.ReadingsOf(journal)),
            Scored final => (Differs(final, $"sealed as {seal.SheetHash}, scored as {final.Hash}"), Row(final), null),
            NoScore none => (NotScored(none), null, null),
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
