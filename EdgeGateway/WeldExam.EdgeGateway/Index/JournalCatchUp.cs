using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Station.Journals;
using WeldExam.Station.Storage;

namespace WeldExam.EdgeGateway.Index;

/// <summary>What came of bringing an entry up to its journal.</summary>
internal abstract record CatchUp
{
    private CatchUp()
    {
    }

    public sealed record Done(IndexedPart Part) : CatchUp;

    /// <summary>The entry is not of this journal: what it says cannot be gone on from.</summary>
    public sealed record Disagrees(string Reason) : CatchUp;

    /// <summary>The journal could not be read as far as the store says.</summary>
    public sealed record Unread(string Reason) : CatchUp;
}

/// <summary>Reads journals for the index. Signatures were checked when the store loaded or wrote them: a chain that ends in the store's
/// tail hash holds the same bytes.</summary>
internal sealed class JournalCatchUp(IJournalDisk disk, DeviceTrust trust)
{
    /// <summary>Folds in what <paramref name="part"/> lacks.</summary>
    /// <param name="part">What the index has; null for nothing.</param>
    /// <param name="mark">How far the journal is.</param>
    /// <param name="paper">Its paper; null where this box does not hold it.</param>
    public CatchUp Read(IndexedPart? part, PartMark mark, Paper? paper)
    {
        var from = part?.Length ?? 0;
        if (disk.Read(mark.File, from, checked((int)(mark.Length - from)), out var content) is { } fault)
            return new CatchUp.Unread(fault.ToString());
        var rest = content.AsMemory();
        while (!rest.IsEmpty)
        {
            if (BlockCodec.TryDecode(rest, out var block) is { } malformed)
                return Broken(from, $"after byte {mark.Length - rest.Length}: {malformed}");
            if (block!.Block.Previous?.ToString() != Tail(part) || block.Block.Journal != mark.Journal)
                return Broken(from, $"block {block.Block.Number} does not follow {Tail(part) ?? "nothing"}");
            part ??= PartFold.Begin(mark, block.Block);
            if (part is null)
                return new CatchUp.Unread("opens no part");
            part = PartFold.Take(part, block);
            rest = rest[block.Bytes.Length..];
        }

        return part is not null && part.Tail == mark.Tail.ToString() && part.Blocks == mark.Blocks && part.Length == mark.Length
            ? new CatchUp.Done(part.Standing == ScoreStanding.ToBeScored ? Scored(part, mark, paper) : part)
            : Broken(from, $"ends in block {part?.Blocks - 1} with hash {part?.Tail}, the store says {mark.Blocks - 1} and {mark.Tail}");
    }

    private IndexedPart Scored(IndexedPart part, PartMark mark, Paper? paper)
    {
        if (paper is null)
            return part with { Standing = ScoreStanding.PaperMissing };
        if (disk.Read(mark.File, 0, checked((int)mark.Length), out var content) is not null)
            return part;
        var reading = JournalReading.Of(content, trust, SignatureDepth.LastOfEpoch);
        return Scoring.Score(paper, [.. reading.Entries]) is ScoreSheet sheet && sheet.Hash.ToString() == part.SheetHash
            ? part with { Standing = ScoreStanding.Sealed, Score = IndexedScore.Of(sheet) }
            : part with { Standing = ScoreStanding.NotReproduced };
    }

    private static string? Tail(IndexedPart? part) => part is null || part.Tail.Length == 0 ? null : part.Tail;

    private static CatchUp Broken(long from, string reason) => from == 0 ? new CatchUp.Unread(reason) : new CatchUp.Disagrees(reason);
}
