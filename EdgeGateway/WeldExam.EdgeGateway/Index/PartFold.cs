using WeldExam.Contracts.Blocks;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Time;
using WeldExam.Station.Journals;

namespace WeldExam.EdgeGateway.Index;

/// <summary>Folds a part's blocks into what the index keeps. Folding on from an entry and folding the whole journal give the same.</summary>
internal static class PartFold
{
    /// <summary>The entry before its first block; null when the journal is of no part.</summary>
    public static IndexedPart? Begin(PartMark mark, Block first)
    {
        if (first.Entries[0].Entry is not Opened { Part: { } part } opened)
            return null;
        return new()
        {
            Part = mark.Journal.Value,
            File = mark.File,
            Station = opened.Station,
            Sitting = part.Sitting.Value,
            Candidate = part.Candidate,
            Subject = part.Subject,
            Task = part.Task,
            PaperId = part.PaperId,
            Paper = part.Paper.ToString(),
            Mode = part.Mode,
            IsTest = part.IsTest,
            Attempt = part.Attempt,
            Replaces = part.Replaces?.Value,
            Place = new(first.Entries[0].At.Microseconds, null, first.Epoch, 0),
        };
    }

    public static IndexedPart Take(IndexedPart part, EncodedBlock block)
    {
        if (block.Block.Epoch != part.Place.Epoch)
            part = part with { Place = part.Place with { Epoch = block.Block.Epoch, Anchor = null } };
        foreach (var stamped in block.Block.Entries)
            part = Take(part, stamped.At, stamped.Entry);
        return part with { Length = part.Length + block.Bytes.Length, Blocks = part.Blocks + 1, Tail = block.Hash.ToString() };
    }

    private static IndexedPart Take(IndexedPart part, MonotonicTick at, Entry entry) => entry switch
    {
        ClockAnchor anchor => Anchored(part, at, anchor),
        SubjectStarted => Paused(part with { Phase = SessionPhase.Running }, part.Place.Interruptions),
        SubjectEnded => part with { Phase = SessionPhase.Ended },
        Interrupted interrupted => Paused(part, part.Place.Interruptions | (1 << (int)interrupted.Cause)),
        Resumed resumed => Paused(part, part.Place.Interruptions & ~(1 << (int)resumed.Cause)),
        Concluded concluded => part with
        {
            Phase = SessionPhase.Concluded,
            SheetHash = concluded.SheetHash.ToString(),
            Score = ScoreOf(concluded),
        },
        Sealed seal => SealedBy(part, at, seal),
        _ => part,
    };

    private static IndexedPart Anchored(IndexedPart part, MonotonicTick at, ClockAnchor anchor)
    {
        part = part with { Place = part.Place with { Anchor = new(at.Microseconds, anchor.Utc) } };
        if (part.OpenedAt is not null || part.Place.Epoch != 0)
            return part;
        return part with { OpenedAt = At(part.Place.Anchor!, part.Place.OpenedTick), Clock = anchor.Source };
    }

    private static IndexedPart Paused(IndexedPart part, int interruptions) => part with
    {
        Place = part.Place with { Interruptions = interruptions },
        Phase = part.Phase is not (SessionPhase.Running or SessionPhase.Interrupted) ? part.Phase
            : interruptions == 0 ? SessionPhase.Running : SessionPhase.Interrupted,
    };

    private static IndexedPart SealedBy(IndexedPart part, MonotonicTick at, Sealed seal)
    {
        // After a refusal to sign the seal names another sheet than the one that was shown.
        var sheet = seal.SheetHash.ToString();
        var isShown = sheet == part.SheetHash && part.Score is not null;
        return part with
        {
            Phase = SessionPhase.Sealed,
            SealedAt = part.Place.Anchor is { } anchor ? At(anchor, at.Microseconds) : null,
            SheetHash = sheet,
            Score = isShown ? part.Score : null,
            Standing = isShown ? ScoreStanding.Sealed : ScoreStanding.ToBeScored,
        };
    }

    private static DateTimeOffset At(FoldAnchor anchor, long tick) => anchor.Utc + TimeSpan.FromMicroseconds(tick - anchor.Tick);

    private static IndexedScore? ScoreOf(Concluded concluded)
    {
        try
        {
            return IndexedScore.Of(ScoreSheet.Parse(concluded.Sheet));
        }
        catch (FormatException)
        {
            return null; // a sheet of another version: the seal's score is computed from the journal instead
        }
    }
}
