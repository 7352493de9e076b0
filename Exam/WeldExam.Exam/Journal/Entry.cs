using WeldExam.Exam.Time;

namespace WeldExam.Exam.Journal;

/// <summary>What a journal can say. The hierarchy is closed: an entry of a newer box arrives as <see cref="UnknownEntry"/>.</summary>
public abstract record Entry
{
    private protected Entry()
    {
    }
}

/// <summary>An entry with its place in time.</summary>
/// <param name="Epoch">Which start of the recorder wrote it, from 0.</param>
/// <param name="Boot">The boot whose clock stamped it.</param>
/// <param name="At">When it was recorded, on the box's monotonic clock.</param>
/// <param name="Entry">What happened.</param>
public readonly record struct Recorded(int Epoch, BootId Boot, MonotonicTick At, Entry Entry);

/// <summary>An entry whose kind or version this program does not know: kept and passed on byte for byte,
/// and the reason why re-scoring is "not possible with this version".</summary>
/// <param name="Kind">The kind's number in the journal format.</param>
/// <param name="Encoded">The entry's canonical CBOR.</param>
public sealed record UnknownEntry(int Kind, ReadOnlyMemory<byte> Encoded) : Entry;
