namespace WeldExam.Contracts.Blocks;

/// <summary>Why bytes are not the next block.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Detail">For people: where and what.</param>
public sealed record BlockFault(BlockFaultKind Kind, string Detail)
{
    public override string ToString() => $"{Kind}: {Detail}";
}

public enum BlockFaultKind
{
    /// <summary>The bytes end, or turn into something else, inside a block: a torn tail when nothing follows.</summary>
    Malformed,

    /// <summary>Well formed, but not the one canonical spelling.</summary>
    NotCanonical,

    /// <summary>Longer than a block may be.</summary>
    TooLong,

    /// <summary>A format version that this program does not know.</summary>
    UnknownFormat,

    /// <summary>Belongs to another journal.</summary>
    WrongJournal,

    /// <summary>Not the number or epoch that follows.</summary>
    WrongNumber,

    /// <summary>Does not name the block before it: something was changed, removed or put in.</summary>
    BrokenChain,

    /// <summary>An epoch begins without its start, or a start stands inside an epoch.</summary>
    WrongEpochStart,

    /// <summary>No trusted device key certified the key that signs.</summary>
    UntrustedKey,

    /// <summary>The signature does not fit the bytes.</summary>
    BadSignature,

    /// <summary>The first entry of the first block is not Opened, or Opened stands elsewhere, or something follows Sealed.</summary>
    WrongOrder,
}
