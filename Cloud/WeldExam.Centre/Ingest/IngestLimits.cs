namespace WeldExam.Centre.Ingest;

/// <summary>What ingest holds at most. Beyond it blocks are refused, and the box, which frees nothing without a receipt, sends them again.</summary>
public sealed record IngestLimits
{
    /// <summary>Blocks of one journal that may be kept without being chained.</summary>
    public int WaitingBlocks { get; init; } = 1024;

    /// <summary>Their bytes.</summary>
    public long WaitingBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Their bytes over all journals in memory.</summary>
    public long AllWaitingBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Journals of which blocks, but not the first one, are held.</summary>
    public int UnopenedJournals { get; init; } = 1024;

    /// <summary>Journals that are kept in memory; others are rebuilt from the store when a block comes.</summary>
    public int JournalsInMemory { get; init; } = 512;
}
