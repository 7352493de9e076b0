using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Sessions;

namespace WeldExam.EdgeGateway.Index;

/// <summary>What the index keeps of one part: a fold of its journal up to <see cref="Tail"/>, and nothing else.</summary>
public sealed record IndexedPart
{
    public required Guid Part { get; init; }

    /// <summary>The journal's file in the journal folder.</summary>
    public required string File { get; init; }

    public required string Station { get; init; }

    public required Guid Sitting { get; init; }

    /// <summary>The pseudonym.</summary>
    public required string Candidate { get; init; }

    public required string Subject { get; init; }

    public required string Task { get; init; }

    /// <summary>The paper's name and version.</summary>
    public required string PaperId { get; init; }

    /// <summary>SHA-256 of the paper, hexadecimal.</summary>
    public required string Paper { get; init; }

    public required ExamMode Mode { get; init; }

    public required bool IsTest { get; init; }

    public required int Attempt { get; init; }

    public Guid? Replaces { get; init; }

    public SessionPhase Phase { get; init; } = SessionPhase.Preparing;

    /// <summary>UTC by the box's clock; null where the journal's first epoch holds no anchor.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Who vouched for <see cref="OpenedAt"/>.</summary>
    public ClockSource? Clock { get; init; }

    /// <summary>UTC by the box's clock; null before the seal, or without an anchor in its epoch.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>SHA-256 of the sheet that lies for signature, then of the sealed one, hexadecimal.</summary>
    public string? SheetHash { get; init; }

    /// <summary>What the sheet named by <see cref="SheetHash"/> says; null before there is one, or while nobody can tell.</summary>
    public IndexedScore? Score { get; init; }

    /// <summary>Whether <see cref="Score"/> is what the seal vouches for, or why it is not there.</summary>
    public ScoreStanding Standing { get; init; }

    /// <summary>Bytes of the journal that are folded in.</summary>
    public long Length { get; init; }

    public long Blocks { get; init; }

    /// <summary>Hash of the last block folded in, hexadecimal.</summary>
    public string Tail { get; init; } = "";

    /// <summary>Where the fold stands, to go on from.</summary>
    public FoldPlace Place { get; init; } = new(0, null, 0, 0);
}

/// <summary>Where a fold stands.</summary>
/// <param name="OpenedTick">Box time of the opening, µs.</param>
/// <param name="Anchor">The last anchor of the running epoch.</param>
/// <param name="Epoch">The running epoch.</param>
/// <param name="Interruptions">Causes that hold, one bit each.</param>
public sealed record FoldPlace(long OpenedTick, FoldAnchor? Anchor, int Epoch, int Interruptions);

/// <param name="Tick">Box time, µs.</param>
/// <param name="Utc">What the wall clock said then.</param>
public sealed record FoldAnchor(long Tick, DateTimeOffset Utc);

/// <summary>The result in short.</summary>
/// <param name="Points">Out of 100, unrounded.</param>
/// <param name="IsVetoed">A veto applies: the exam is failed.</param>
/// <param name="IsRefused">The candidate refused to sign and the paper makes the subject 0.</param>
/// <param name="Outcome">How the part ended.</param>
public sealed record IndexedScore(decimal? Points, bool IsVetoed, bool IsRefused, PartOutcome Outcome)
{
    public static IndexedScore Of(ScoreSheet sheet) => new(sheet.Points, sheet.IsVetoed, sheet.IsRefused, sheet.Outcome);
}

/// <summary>What is known of a score.</summary>
public enum ScoreStanding
{
    /// <summary>Not sealed: nothing is final.</summary>
    Open = 0,

    /// <summary>The sheet that the seal names.</summary>
    Sealed = 1,

    /// <summary>The seal names a later sheet than the one on record, and it was not computed yet.</summary>
    ToBeScored = 2,

    /// <summary>As above, and this box does not hold the paper.</summary>
    PaperMissing = 3,

    /// <summary>Scoring now does not give the sheet that the seal names: look at the part itself.</summary>
    NotReproduced = 4,
}
