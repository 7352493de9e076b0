using WeldExam.Contracts.Blocks;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Results;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Time;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Parts;

/// <summary>The total of a sitting as far as its parts lie on this box, and its closing. Runs on the box's thread.</summary>
internal sealed class SittingDesk(Box box, PartArchive archive)
{
    /// <summary>The total of the sealed parts here; null when the box has no part of that sitting.</summary>
    public ScoreOutcome? Total(SittingId sitting)
    {
        var (parts, paper, unscored) = Sealed(sitting);
        return unscored ?? (paper is null ? null : SittingTotal.Of(paper, parts));
    }

    /// <summary>What may be sat again after the sealed parts here; null when they have no total that could be told.</summary>
    public ResitOffer? Resit(SittingId sitting)
    {
        var (parts, paper, unscored) = Sealed(sitting);
        if (unscored is not null || paper is null || SittingTotal.Of(paper, parts) is not SittingResult total)
            return null;
        return ResitOffer.Of(paper, [.. parts.Where(part => !total.Replaced.Contains(part.Journal))], total, parts.Min(part => DayOf(part.Journal)));
    }

    /// <summary>Writes the sitting's journal: which sealed parts make its total. Closed once; the same again is the same.</summary>
    public Answer Close(SittingId sitting)
    {
        var journal = new JournalId(sitting.Value);
        if (box.Around.Store.ProgressOf(journal) is { Durable: > 0 }) // a journal that was begun and failed holds nothing
            return new Done(journal, Again: true);
        if (box.Around.Store.PartsOf(sitting).FirstOrDefault() is not { Part: not null } any)
            return new Refused("sitting.unknown", sitting.ToString());
        if (box.Around.Store.Parts().Any(part => part.Opened.Part!.Sitting == sitting && !part.IsSealed))
            return new Refused("sitting.open", sitting.ToString());
        var (parts, paper, unscored) = Sealed(sitting);
        if (unscored is not null)
            return new Refused("part.notScored", unscored.Reason);
        if (paper is null || SittingTotal.Of(paper, parts) is not SittingResult total)
            return new Refused("part.notScored", any.Part.PaperId);
        if (total.Total is null)
            return new Refused([.. total.Open.Select(open => new Reason("sitting.incomplete", open))]);
        var json = total.ToCanonicalJson();
        var closed = new SittingClosed(
            sitting, [.. parts.Select(part => new SealedPart(part.Journal, part.MerkleRoot, part.Sheet.Hash))], json, Hash256.Of(json));
        return Write(journal, any.Journal, closed);
    }

    /// <summary>The day on which a part was sealed, by the box's last word on the time in it.</summary>
    private DateOnly DayOf(JournalId part)
    {
        var told = archive.Read(part)!.Entries.Select(recorded => recorded.Entry).OfType<ClockAnchor>().LastOrDefault(anchor => anchor.Source != ClockSource.Unsynchronised);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(told?.Utc ?? box.Around.WallClock.Read().Utc, box.Around.Clock.LocalTimeZone).DateTime);
    }

    private Answer Write(JournalId journal, JournalId part, SittingClosed closed)
    {
        var now = MonotonicTick.Now(box.Around.Clock);
        var held = archive.Read(part)!.Opened!;
        var opened = new Opened(JournalKind.Sitting, held.Point, held.Station, held.Box, null);
        StampedEntry[] entries = [new(now, opened), new(now, box.Around.WallClock.Read()), new(now, closed)];
        if (box.Around.Store.Create(journal, [.. entries], out var writer, out _) is { } fault)
            return new NotRecorded(fault);
        writer!.Dispose();
        return new Done(journal);
    }

    /// <summary>One sealed part that cannot be scored to the sheet it was sealed with leaves no total: without it the others would make a wrong one.</summary>
    private (List<PartResult> Parts, Paper? Paper, NotPossible? Unscored) Sealed(SittingId sitting)
    {
        Paper? paper = null;
        var parts = new List<PartResult>();
        foreach (var (journal, part) in box.Around.Store.PartsOf(sitting))
        {
            paper ??= box.Around.Papers.Find(part.Paper)?.Paper;
            if (archive.Read(journal) is not { Seal: { } seal })
                continue;
            if (archive.Score(journal) is not ScoreSheet sheet)
                return (parts, paper, new($"part {journal} cannot be scored here", IsVersion: false));
            if (sheet.Hash != seal.SheetHash)
                return (parts, paper, new($"part {journal} scores to {sheet.Hash}, it was sealed with {seal.SheetHash}", IsVersion: false));
            parts.Add(new(journal, seal.MerkleRoot, sheet));
        }

        return (parts, paper, null);
    }
}
