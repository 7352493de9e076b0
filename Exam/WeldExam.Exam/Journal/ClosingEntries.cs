using System.Collections.Immutable;

namespace WeldExam.Exam.Journal;

/// <summary>The score sheet as shown for signature.</summary>
/// <param name="Sheet">Canonical JSON of the sheet, UTF-8.</param>
/// <param name="SheetHash">SHA-256 of those bytes.</param>
public sealed record Concluded(ReadOnlyMemory<byte> Sheet, Hash256 SheetHash) : Entry
{
    /// <summary>Who put it up; null where the box was not told, as every box before this field.</summary>
    public string? By { get; init; }
}

/// <summary>A person signs the sheet with that hash.</summary>
public sealed record Signed(CommandId Command, Signatory Role, string By, Hash256 SheetHash) : Entry;

/// <summary>The candidate signs and objects to items; the points stand and a review opens.</summary>
public sealed record SignedWithObjection(
    CommandId Command, Signatory Role, string By, Hash256 SheetHash, ImmutableArray<string> Items, string Reason) : Entry;

/// <summary>A person refuses to sign; a witness from the staff confirms that the rule was read aloud.</summary>
public sealed record RefusedToSign(CommandId Command, Signatory Role, string By, Hash256 SheetHash, string Witness) : Entry;

/// <summary>Who signs. The numbers are part of the journal format.</summary>
public enum Signatory
{
    Candidate = 0,
    Examiner = 1,
    ChiefExaminer = 2,
}

/// <summary>The part is over: nothing follows in this journal.</summary>
/// <param name="SheetHash">The final sheet.</param>
/// <param name="MerkleRoot">RFC 6962 root over the hashes of all earlier blocks and then of all files, in order.</param>
/// <param name="Blocks">How many blocks the root covers.</param>
/// <param name="Files">How many files the root covers.</param>
/// <param name="Gaps">Files that were still open and are sealed as named gaps.</param>
public sealed record Sealed(Hash256 SheetHash, Hash256 MerkleRoot, long Blocks, int Files, ImmutableArray<string> Gaps) : Entry
{
    /// <summary>Who sealed it; null where the box was not told, as every box before this field.</summary>
    public string? By { get; init; }
}
