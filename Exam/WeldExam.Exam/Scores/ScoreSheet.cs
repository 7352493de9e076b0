using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Scores;

/// <summary>What scoring can say.</summary>
public abstract record ScoreOutcome
{
    private protected ScoreOutcome()
    {
    }
}

/// <summary>There is no score, and why: neither agreement nor alarm.</summary>
/// <param name="Reason">For people.</param>
/// <param name="IsVersion">The journal or the paper is of a newer version than this program.</param>
public sealed record NotPossible(string Reason, bool IsVersion) : ScoreOutcome;

/// <summary>The score of one part. A pure function of the paper and the journal; <see cref="ToCanonicalJson"/> gives the same bytes everywhere.</summary>
/// <param name="Paper">Which paper.</param>
/// <param name="Part">Whose part, where and how.</param>
/// <param name="IsProvisional">The examined time is not over.</param>
/// <param name="Outcome">How the part ended.</param>
/// <param name="Points">Points out of 100, unrounded; null while decisions are missing.</param>
/// <param name="Lowest">Points if every missing decision goes against the candidate.</param>
/// <param name="Highest">Points if none does.</param>
/// <param name="IsVetoed">A veto applies: the exam is failed, the points stay shown.</param>
/// <param name="IsRefused">The candidate refused to sign and the paper's rule makes the subject 0.</param>
/// <param name="Pending">Ids of the deductions that wait for the examiners.</param>
/// <param name="Blocks">Every line.</param>
/// <param name="Conflicts">Cross-checks that failed.</param>
/// <param name="Examined">Examined time without interruptions.</param>
/// <param name="Interruptions">When the examined time stood still.</param>
/// <param name="Notices">Circumstances that a reader must know, as stable words.</param>
public sealed record ScoreSheet(
    SheetPaper Paper,
    SheetPart Part,
    bool IsProvisional,
    PartOutcome Outcome,
    decimal? Points,
    decimal Lowest,
    decimal Highest,
    bool IsVetoed,
    bool IsRefused,
    ImmutableArray<string> Pending,
    ImmutableArray<BlockLine> Blocks,
    ImmutableArray<ConflictLine> Conflicts,
    TimeSpan Examined,
    ImmutableArray<Interruption> Interruptions,
    ImmutableArray<string> Notices) : ScoreOutcome
{
    /// <summary>Whether no decision is missing.</summary>
    public bool IsComplete => Pending.IsEmpty && !IsProvisional;

    public bool IsSample => Paper.Status == PaperStatus.Sample;

    public bool IsTest => Part.IsTest;

    /// <summary>SHA-256 of the canonical JSON.</summary>
    public Hash256 Hash => Hash256.Of(ToCanonicalJson());

    /// <summary>UTF-8 JSON with a fixed order of fields, decimals as strings, no white space.</summary>
    public byte[] ToCanonicalJson() => ScoreSheetWriter.Write(this);

    /// <summary>Reads what <see cref="ToCanonicalJson"/> wrote.</summary>
    /// <exception cref="FormatException">Not a score sheet of this version.</exception>
    public static ScoreSheet Parse(ReadOnlyMemory<byte> json) => ScoreSheetReader.Read(json);
}

public sealed record SheetPaper(string Id, string Version, Hash256 Hash, PaperStatus Status, string Source, int Semantics);

public sealed record SheetPart(
    SittingId Sitting, string Candidate, string Point, string Station, string Subject, string Task, int Attempt, ExamMode Mode, bool IsTest, JournalId? Replaces);

/// <summary>How a part ended.</summary>
public enum PartOutcome
{
    /// <summary>The candidate never began.</summary>
    NotStarted = 0,

    /// <summary>The examined time is running.</summary>
    Running = 1,

    /// <summary>Done and scored, or to be scored once the missing decisions are made.</summary>
    Finished = 2,

    /// <summary>弃考.</summary>
    GaveUp = 3,

    /// <summary>违纪.</summary>
    Disqualified = 4,
    StoppedForSafety = 5,

    /// <summary>Consumes no attempt.</summary>
    EquipmentFault = 6,
}

/// <param name="Id">As in the paper.</param>
/// <param name="Title">For people.</param>
/// <param name="Points">The block's points.</param>
/// <param name="Lost">Lost for sure, not more than <paramref name="Points"/>.</param>
/// <param name="Items">Its items.</param>
public sealed record BlockLine(string Id, Bilingual Title, decimal Points, decimal Lost, ImmutableArray<ItemLine> Items);

/// <inheritdoc cref="BlockLine"/>
/// <param name="Id">As in the paper.</param>
/// <param name="Title">For people.</param>
/// <param name="Points">The item's points.</param>
/// <param name="Lost">Lost for sure, not more than <paramref name="Points"/>.</param>
/// <param name="Deductions">Its deductions, applied or not.</param>
public sealed record ItemLine(string Id, Bilingual Title, decimal Points, decimal Lost, ImmutableArray<DeductionLine> Deductions);

/// <summary>One deduction of the paper as judged.</summary>
/// <param name="Id">As in the paper.</param>
/// <param name="Kind">Who decides by the paper.</param>
/// <param name="IsVeto">否决项.</param>
/// <param name="Reason">The paper's text.</param>
/// <param name="PointsEach">Lost each time.</param>
/// <param name="Decision">Who decided in fact.</param>
/// <param name="Times">How many times it applies; null while the decision is missing.</param>
/// <param name="Lost">Times × points, before the item's floor.</param>
/// <param name="MachineTimes">What the machine found; null for manual and unknown.</param>
/// <param name="Machine">The machine's verdict with its evidence; null for manual.</param>
/// <param name="Signals">Signals the check rests on.</param>
/// <param name="Marks">The examiners' opinions that stand.</param>
/// <param name="Override">What set the outcome aside.</param>
public sealed record DeductionLine(
    string Id,
    DeductionKind Kind,
    bool IsVeto,
    Bilingual Reason,
    decimal PointsEach,
    Decision Decision,
    int? Times,
    decimal Lost,
    int? MachineTimes,
    Verdict? Machine,
    ImmutableArray<string> Signals,
    ImmutableArray<MarkLine> Marks,
    OverrideLine? Override);

/// <summary>Who decided on a deduction, or why nobody has.</summary>
public enum Decision
{
    Machine = 0,
    Examiners = 1,
    Override = 2,

    /// <summary>No examiner has marked it.</summary>
    ManualMissing = 3,

    /// <summary>The examiners who marked do not agree: the chief examiner, where the paper has a limit, or an override must resolve it.</summary>
    Disagreement = 4,

    /// <summary>The machine proposes the deduction and nobody has confirmed or rejected it.</summary>
    ConfirmationMissing = 5,

    /// <summary>The evidence does not tell and nobody has marked it.</summary>
    EvidenceUnknown = 6,

    /// <summary>The examiners differed by more than the paper's limit and the chief examiner decided.</summary>
    ChiefExaminer = 7,
}

/// <param name="By">Staff number.</param>
/// <param name="Kind">What was said.</param>
/// <param name="Times">How often.</param>
/// <param name="At">When it was marked, since the examined time began.</param>
/// <param name="About">The moment it is about, if the examiner named one.</param>
public sealed record MarkLine(string By, MarkKind Kind, int Times, TimeSpan At, TimeSpan? About);

public sealed record OverrideLine(string By, string SecondBy, int Times, string Reason);

/// <param name="Id">As in the paper.</param>
/// <param name="Text">For people.</param>
/// <param name="Doubts">Signals that prove nothing in this part.</param>
/// <param name="Evidence">When.</param>
public sealed record ConflictLine(string Id, Bilingual Text, ImmutableArray<string> Doubts, ImmutableArray<Interval> Evidence);

/// <param name="Cause">Why.</param>
/// <param name="Start">Since the examined time began.</param>
/// <param name="End">Since the examined time began; null while it lasts.</param>
/// <param name="Uncertainty">How far its length may be off (a reboot).</param>
public sealed record Interruption(InterruptionCause Cause, TimeSpan Start, TimeSpan? End, TimeSpan Uncertainty);
