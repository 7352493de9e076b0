using System.Collections.Immutable;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Blocks;

/// <summary>One block of a journal before it is signed.</summary>
/// <param name="Journal">The journal it belongs to.</param>
/// <param name="Epoch">Which start of the recorder wrote it, from 0.</param>
/// <param name="Number">Its place in the journal, from 0, going on over epochs.</param>
/// <param name="Previous">SHA-256 of the whole encoded block before it; null for block 0 only.</param>
/// <param name="Start">Present in the first block of an epoch only.</param>
/// <param name="Entries">What happened, in the order in which it was recorded; never empty.</param>
public sealed record Block(
    JournalId Journal,
    int Epoch,
    long Number,
    Hash256? Previous,
    EpochStart? Start,
    ImmutableArray<StampedEntry> Entries)
{
    /// <summary>Most bytes that one encoded block may take.</summary>
    public const int MaxLength = 64 * 1024;
}

/// <summary>What the first block of an epoch says of the recorder that begins.</summary>
/// <param name="Boot">The boot whose clock stamps the epoch.</param>
/// <param name="Certificate">The device key's certificate for the key that signs the epoch.</param>
public sealed record EpochStart(BootId Boot, ReadOnlyMemory<byte> Certificate);

/// <summary>An entry with its stamp, within a block that says epoch and boot.</summary>
public readonly record struct StampedEntry(MonotonicTick At, Entry Entry);
