using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;

namespace WeldExam.Contracts.Blocks;

/// <summary>Blocks ⇄ bytes. The format is written down in docs/JOURNAL.md.</summary>
public static class BlockCodec
{
    /// <summary>As <see cref="LengthOf"/>; null when the entry cannot be written or every reader would take it for something else: a missing or broken text, a number beyond the format, a code that nobody knows.</summary>
    public static int? TryLengthOf(StampedEntry entry)
    {
        try
        {
            var writer = new CanonicalWriter();
            BlockPayload.WriteEntry(writer, entry, entry.At.Microseconds);
            var read = BlockPayload.ReadEntry(new(writer.ToArray()), entry.At.Microseconds);
            return read.Entry.GetType() == entry.Entry.GetType() ? LengthOf(entry) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException or CanonicalFormException)
        {
            return null; // what people typed is not ours to vouch for
        }
    }

    /// <summary>Encodes and signs. The result says what a reader of the bytes will read: what is finer than the format
    /// (a microsecond, an offset from UTC) is gone, so that whoever folds it live folds what a replay folds.</summary>
    /// <exception cref="ArgumentException">The block is empty, longer than <see cref="Block.MaxLength"/>, or says something that no reader would take.</exception>
    public static EncodedBlock Encode(Block block, IBlockSigner signer)
    {
        if (block.Entries.IsEmpty)
            throw new ArgumentException("A block has at least one entry.", nameof(block));
        var writer = new CanonicalWriter();
        BlockPayload.Write(writer, block);
        var bytes = CoseSign1.Sign(writer.Written, signer);
        if (TryDecode(bytes, out var encoded) is { } fault)
            throw new ArgumentException($"No reader would take this block: {fault}", nameof(block));
        for (var i = 0; i < block.Entries.Length; i++)
        {
            if (block.Entries[i].Entry.GetType() != encoded!.Block.Entries[i].Entry.GetType())
                throw new ArgumentException($"No reader would understand entry {i}: {block.Entries[i].Entry}", nameof(block));
        }

        return encoded!;
    }

    /// <summary>Bytes that <paramref name="entry"/> takes inside a block, at most.</summary>
    public static int LengthOf(StampedEntry entry)
    {
        // Written against its own time; against a far base each of up to three times grows by eight or nine bytes, and the column's head by one.
        const int againstAnotherBase = 28;
        var writer = new CanonicalWriter();
        BlockPayload.WriteEntry(writer, entry, entry.At.Microseconds);
        return writer.Length + againstAnotherBase;
    }

    /// <summary>Reads the block at the start of <paramref name="bytes"/>, which may go on after it. Judges form only: neither chain nor signature.</summary>
    public static BlockFault? TryDecode(ReadOnlyMemory<byte> bytes, out EncodedBlock? block) => new BlockDecoder().TryDecode(bytes, out block);
}
