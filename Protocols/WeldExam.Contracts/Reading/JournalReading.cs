using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Reading;

/// <summary>A journal file as far as it is sound, and where and why it ceases to be.</summary>
/// <param name="Blocks">All sound blocks, in order.</param>
/// <param name="Boots">Boot of each epoch.</param>
/// <param name="Box">The box that signed the last epoch.</param>
/// <param name="SoundLength">Bytes up to the end of the last sound block.</param>
/// <param name="Fault">Why the next bytes are not a block; null when the file ends soundly.</param>
public sealed record JournalReading(
    ImmutableArray<EncodedBlock> Blocks,
    ImmutableArray<BootId> Boots,
    string? Box,
    long SoundLength,
    BlockFault? Fault)
{
    /// <summary>Reads a journal file: blocks one after another, nothing between them (a CBOR sequence, RFC 8742).</summary>
    public static JournalReading Of(ReadOnlyMemory<byte> file, DeviceTrust trust, SignatureDepth depth = SignatureDepth.Every)
    {
        var chain = new JournalChain(trust, depth);
        var decoder = new BlockDecoder();
        var blocks = ImmutableArray.CreateBuilder<EncodedBlock>();
        var boots = ImmutableArray.CreateBuilder<BootId>();
        var offset = 0;
        BlockFault? fault = null;
        while (offset < file.Length)
        {
            fault = decoder.TryDecode(file[offset..], out var block) ?? chain.Take(block!);
            if (fault is not null)
                break;
            if (block!.Block.Start is { } start)
                boots.Add(start.Boot);
            blocks.Add(block);
            offset += block.Bytes.Length;
        }

        fault = chain.Finish() ?? fault;
        return fault?.Kind == BlockFaultKind.BadSignature && depth != SignatureDepth.Every
            ? Of(file, trust) // one of many blocks is not vouched for: only their own signatures tell which
            : new(blocks.DrainToImmutable(), boots.DrainToImmutable(), chain.Box, offset, fault);
    }

    /// <summary>Whether every byte was sound.</summary>
    public bool IsSound => Fault is null;

    /// <summary>What the journal is about; null for an empty file.</summary>
    public Opened? Opened => Blocks.IsEmpty ? null : Blocks[0].Block.Entries[0].Entry as Opened;

    /// <summary>The seal; null while the journal is open.</summary>
    public Sealed? Seal => Blocks.IsEmpty ? null : Blocks[^1].Block.Entries[^1].Entry as Sealed;

    /// <summary>All entries with their place in time.</summary>
    public IEnumerable<Recorded> Entries =>
        from encoded in Blocks
        from stamped in encoded.Block.Entries
        select new Recorded(encoded.Block.Epoch, Boots[encoded.Block.Epoch], stamped.At, stamped.Entry);

    /// <summary>Root over the blocks before the seal, to be compared with what the seal says.</summary>
    public Hash256 MerkleRoot(int blocks) => MerkleTree.RootOf([.. Blocks.Take(blocks).Select(block => block.Hash)]);
}
