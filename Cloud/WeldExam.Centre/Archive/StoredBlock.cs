using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>One block as it came; kept under (journal, epoch, number, hash), so that both sides of a fork stay.</summary>
public sealed record StoredBlock(
    JournalId Journal, int Epoch, long Number, Hash256 Hash, BlockStanding Standing, ReadOnlyMemory<byte> Bytes);

/// <summary>The numbers are stored.</summary>
public enum BlockStanding
{
    /// <summary>Part of the verified prefix.</summary>
    Chained = 0,

    /// <summary>Came early: waits for the gap before it to close, not yet verified.</summary>
    Waiting = 1,

    /// <summary>Signed by the box, but it contradicts the verified prefix.</summary>
    Fork = 2,

    /// <summary>Waited and turned out to be neither the next block nor signed by the box.</summary>
    Rejected = 3,
}
