using System.Collections.Immutable;

namespace WeldExam.Exam.Journal;

/// <summary>Names the sealed parts whose fold is the sitting's total.</summary>
/// <param name="Sitting">The sitting.</param>
/// <param name="Parts">Each part with the root it was sealed under.</param>
/// <param name="Result">Canonical JSON of the total, UTF-8.</param>
/// <param name="ResultHash">SHA-256 of those bytes.</param>
public sealed record SittingClosed(
    SittingId Sitting, ImmutableArray<SealedPart> Parts, ReadOnlyMemory<byte> Result, Hash256 ResultHash) : Entry;

/// <summary>One sealed part.</summary>
public sealed record SealedPart(JournalId Journal, Hash256 MerkleRoot, Hash256 SheetHash);
