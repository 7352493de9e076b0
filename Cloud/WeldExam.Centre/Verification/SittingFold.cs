using System.Collections.Immutable;
using WeldExam.Centre.Archive;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Verification;

/// <summary>A sitting as the centre sees it: a fold over the parts it has verified, whichever boxes held them.</summary>
/// <param name="Sitting">The sitting.</param>
/// <param name="Parts">Every part that was opened.</param>
/// <param name="Verified">Those that count: sealed, chain and root true, re-scored to the same sheet, not held.</param>
/// <param name="Total">Their total; <see cref="NoScore"/> with the reason while there is none.</param>
public sealed record SittingView(SittingId Sitting, ImmutableArray<PartRow> Parts, ImmutableArray<JournalId> Verified, ScoreAnswer Total);

/// <inheritdoc cref="SittingView"/>
public sealed class SittingFold(ICentreStore store, IExamScorer scorer)
{
    /// <summary>Null when no part of the sitting is known.</summary>
    public async ValueTask<SittingView?> OfAsync(SittingId sitting, CancellationToken cancel)
    {
        var parts = await store.PartsOfAsync(sitting, cancel);
        if (parts.Count == 0)
            return null;
        var verified = new List<VerifiedPart>();
        foreach (var part in parts)
        {
            if (await VerifiedAsync(part, cancel) is { } counted)
                verified.Add(counted);
        }

        return new(sitting, [.. parts], [.. verified.Select(part => part.Journal)], await TotalAsync(parts, verified, cancel));
    }

    private async ValueTask<VerifiedPart?> VerifiedAsync(PartRow part, CancellationToken cancel) =>
        part.ReScore is { Outcome: ReScoreOutcome.Matches, Sheet: { } hash }
        && await store.FindJournalAsync(part.Journal, cancel) is { Standing: JournalStanding.Sealed, Seal: { Root: RootCheck.Matches } seal }
        && await store.FindSheetAsync(hash, cancel) is { } sheet
            ? new(part.Journal, seal.MerkleRoot, sheet.Json)
            : null;

    private async ValueTask<ScoreAnswer> TotalAsync(IReadOnlyList<PartRow> parts, List<VerifiedPart> verified, CancellationToken cancel)
    {
        if (verified.Count == 0)
            return new NoScore("no part is verified", IsVersion: false);
        if (parts.DistinctBy(part => part.Paper).Skip(1).Any())
            return new NoScore("the parts were held under different papers", IsVersion: false);
        return await store.FindPaperAsync(parts[0].Paper, cancel) is { } paper
            ? scorer.Total(paper.Content, verified)
            : new NoScore($"paper {parts[0].Paper} is not at the centre", IsVersion: false);
    }
}
