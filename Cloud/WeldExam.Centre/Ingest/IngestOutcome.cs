using WeldExam.Contracts.Receipts;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Ingest;

/// <summary>What became of one message, after the commit.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Journal">The journal of the topic it came on.</param>
/// <param name="Receipt">The centre's word to send to the box, to be signed; null when there is nothing to confirm.</param>
/// <param name="IsSealed">This message closed the journal: its part can be re-scored.</param>
/// <param name="Reason">For people, where it was not simply taken.</param>
public sealed record IngestOutcome(IngestKind Kind, JournalId Journal, Receipt? Receipt, bool IsSealed, string Reason);

public enum IngestKind
{
    /// <summary>The verified prefix grew.</summary>
    Taken,

    /// <summary>Held already: the receipt is sent again.</summary>
    Duplicate,

    /// <summary>Kept until the gap before it closes.</summary>
    Waiting,

    /// <summary>Contradicts the journal: kept, the journal is held.</summary>
    Conflict,

    /// <summary>Not a block of that journal: set aside with the reason.</summary>
    SetAside,

    /// <summary>Not kept, because too many wait: the box sends it again.</summary>
    Refused,
}
