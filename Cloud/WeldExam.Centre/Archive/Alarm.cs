using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>Something that people must look at. The same kind about the same subject is one alarm that counts.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">What it is about: a journal, a box, a topic.</param>
/// <param name="Journal">The journal concerned, if it is about one.</param>
/// <param name="At">When it was raised last.</param>
/// <param name="Detail">For people; no personal data.</param>
/// <param name="Count">How often it was raised.</param>
public sealed record Alarm(AlarmKind Kind, string Subject, JournalId? Journal, DateTimeOffset At, string Detail, long Count = 1);

/// <summary>The numbers are stored.</summary>
public enum AlarmKind
{
    /// <summary>The same identity with another hash, both signed by the box.</summary>
    Fork = 0,

    /// <summary>Signed by the box, but against the rules of a journal.</summary>
    ChainBroken = 1,

    /// <summary>The seal's Merkle root or count is not that of the blocks.</summary>
    RootDiffers = 2,

    /// <summary>Our score is not the box's.</summary>
    ScoreDiffers = 3,

    /// <summary>A box opened a journal for a station that is not its own.</summary>
    ForeignStation = 4,

    /// <summary>Blocks in our own store no longer verify.</summary>
    ArchiveBroken = 5,

    /// <summary>Messages were set aside.</summary>
    SetAside = 6,

    /// <summary>Blocks were refused because too many wait.</summary>
    TooManyWaiting = 7,

    /// <summary>An exam under a sample paper that no policy of ours permitted.</summary>
    PaperNotPermitted = 8,
}
