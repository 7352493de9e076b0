using WeldExam.Centre.Archive;
using WeldExam.Exam.Audit;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;

namespace WeldExam.Centre.Verification;

/// <summary>What auditors should look at in a part, made anew at each question: a copy may have come since.</summary>
public sealed class AuditDesk(ICentreStore store)
{
    /// <summary>Null for an unknown part and for one that the centre has not scored to the sealed sheet.</summary>
    public async ValueTask<AuditReport?> OfAsync(JournalId journal, CancellationToken cancel)
    {
        if (await store.FindPartAsync(journal, cancel) is not { ReScore: { Outcome: ReScoreOutcome.Matches, Sheet: { } hash } }
            || await store.FindSheetAsync(hash, cancel) is not { } sheet)
        {
            return null;
        }

        var entries = await StoredEntries.ReadAsync(store, journal, cancel);
        IReadOnlyList<JournalId> same = [];
        if (PartAudit.ReadingsOf(entries) is { } readings)
        {
            await store.CommitAsync(new CentreChange { Readings = new(readings, journal) }, cancel);
            same = await store.WithReadingsAsync(readings, cancel);
        }

        return PartAudit.Of(entries, ScoreSheet.Parse(sheet.Json), same.Where(other => other != journal));
    }
}
