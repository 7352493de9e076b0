using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>One journal as far as it is verified.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Origin">What its first block says; null until that block is verified.</param>
/// <param name="Standing">Whether it grows, is closed, or is held.</param>
/// <param name="Count">Blocks 0 … Count−1 are held without a gap, chained and signed.</param>
/// <param name="Epoch">Epoch of the last of them.</param>
/// <param name="LastHash">Hash of the last of them; the default while there is none.</param>
/// <param name="Seal">What the seal says and whether it is true; null while open.</param>
/// <param name="FirstAt">When its first block came, whichever it was.</param>
/// <param name="LastAt">When its newest block came.</param>
public sealed record JournalRow(
    JournalId Journal,
    JournalOrigin? Origin,
    JournalStanding Standing,
    long Count,
    int Epoch,
    Hash256 LastHash,
    JournalSeal? Seal,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt);

/// <summary>Who wrote a journal, where.</summary>
public sealed record JournalOrigin(JournalKind Kind, string Box, string Point, string Station);

/// <summary>The seal of a journal.</summary>
/// <param name="SheetHash">The final sheet.</param>
/// <param name="MerkleRoot">The root that the seal states.</param>
/// <param name="Root">Whether our own blocks give that root.</param>
/// <param name="Sha256">SHA-256 of all blocks one after another: the box's file.</param>
public sealed record JournalSeal(Hash256 SheetHash, Hash256 MerkleRoot, RootCheck Root, Hash256 Sha256);

/// <summary>The numbers are stored.</summary>
public enum JournalStanding
{
    Open = 0,
    Sealed = 1,

    /// <summary>A fork or a broken chain: nothing is taken for verified any more until people decide.</summary>
    Held = 2,
}

/// <summary>The numbers are stored.</summary>
public enum RootCheck
{
    Matches = 0,
    Differs = 1,

    /// <summary>The root covers files, whose hashes the centre does not hold yet.</summary>
    NotPossible = 2,
}
