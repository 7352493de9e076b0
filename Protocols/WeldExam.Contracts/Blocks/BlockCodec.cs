using WeldExam.Contracts.Blocks.Formats;
using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Blocks;

/// <summary>Blocks ⇄ bytes. The format is written down in docs/JOURNAL.md.</summary>
public static class BlockCodec
{
    private const int FormatVersion = 1;

    /// <summary>Encodes and signs.</summary>
    /// <exception cref="ArgumentException">The block is empty or longer than <see cref="Block.MaxLength"/>.</exception>
    public static EncodedBlock Encode(Block block, IBlockSigner signer)
    {
        if (block.Entries.IsEmpty)
            throw new ArgumentException("A block has at least one entry.", nameof(block));
        var writer = new CanonicalWriter();
        WritePayload(writer, block);
        var bytes = CoseSign1.Sign(writer.Written, signer);
        if (bytes.Length > Block.MaxLength)
            throw new ArgumentException($"A block of {bytes.Length} bytes is longer than {Block.MaxLength}.", nameof(block));
        return new(block, CoseSign1.Read(bytes), Hash256.Of(bytes));
    }

    /// <summary>Bytes that <paramref name="entry"/> takes inside a block, at most.</summary>
    public static int LengthOf(StampedEntry entry)
    {
        var writer = new CanonicalWriter();
        WriteEntry(writer, entry, entry.At.Microseconds);
        return writer.Length + 16;
    }

    /// <summary>Reads the block at the start of <paramref name="bytes"/>, which may go on after it. Judges form only: neither chain nor signature.</summary>
    public static BlockFault? TryDecode(ReadOnlyMemory<byte> bytes, out EncodedBlock? block)
    {
        block = null;
        try
        {
            var message = CoseSign1.Read(bytes);
            if (message.Encoded.Length > Block.MaxLength)
                return new(BlockFaultKind.TooLong, $"{message.Encoded.Length} bytes");
            var read = ReadPayload(message.Payload);
            if (read is null)
                return new(BlockFaultKind.UnknownFormat, "a format version that this program does not know");
            var again = new CanonicalWriter();
            WritePayload(again, read);
            if (!again.Written.SequenceEqual(message.Payload.Span))
                return new(BlockFaultKind.NotCanonical, "does not encode to the same bytes again");
            block = new(read, message, Hash256.Of(message.Encoded.Span));
            return null;
        }
        catch (CanonicalFormException exception)
        {
            return new(BlockFaultKind.Malformed, exception.Message);
        }
        catch (NewerFormatException exception)
        {
            return new(BlockFaultKind.UnknownFormat, exception.Message);
        }
    }

    private static void WritePayload(CanonicalWriter writer, Block block)
    {
        var fields = FieldWriter.Begin(writer);
        fields.Integer(0, FormatVersion);
        fields.Id(1, block.Journal.Value);
        fields.Integer(2, block.Epoch);
        fields.Integer(3, block.Number);
        if (block.Previous is { } previous)
            fields.Hash(4, previous);
        if (block.Start is { } start)
        {
            fields.Id(5, start.Boot.Value);
            fields.Bytes(6, start.Certificate.Span);
        }

        var baseTick = block.Entries.Min(entry => entry.At.Microseconds);
        fields.Integer(7, baseTick);
        fields.List(8, block.Entries, (to, entry) => WriteEntry(to, entry, baseTick));
        fields.End();
    }

    private static Block? ReadPayload(ReadOnlyMemory<byte> payload)
    {
        var reader = new CanonicalReader(payload);
        var fields = FieldReader.Begin(reader);
        if (fields.Int32(0) != FormatVersion)
            return null;
        var journal = new JournalId(fields.Id(1));
        var epoch = fields.Int32(2);
        var number = fields.Integer(3);
        Hash256? previous = fields.Has(4) ? fields.Hash(4) : null;
        var start = fields.Has(5) ? new EpochStart(new(fields.Id(5)), fields.Bytes(6)) : null;
        var baseTick = fields.Integer(7);
        var entries = fields.List(8, from => ReadEntry(from, payload, baseTick));
        if (!fields.IsDone || !reader.AtEnd || entries.IsEmpty || epoch < 0 || number < 0)
            throw new CanonicalFormException(reader.Offset, "block has fields or bytes left over, no entries, or negative numbers");
        return new(journal, epoch, number, previous, start, entries);
    }

    private static void WriteEntry(CanonicalWriter writer, StampedEntry stamped, long baseTick)
    {
        if (stamped.Entry is UnknownEntry unknown)
        {
            writer.Raw(unknown.Encoded.Span);
            return;
        }

        var format = EntryFormats.ByType[stamped.Entry.GetType()];
        var fields = FieldWriter.Begin(writer);
        fields.Integer(0, format.Kind);
        fields.Integer(1, stamped.At.Microseconds - baseTick);
        format.Write(fields, stamped.Entry, baseTick);
        fields.End();
    }

    private static StampedEntry ReadEntry(CanonicalReader reader, ReadOnlyMemory<byte> payload, long baseTick)
    {
        var start = reader.Offset;
        var kind = -1;
        long at = 0;
        try
        {
            return FieldReader.Map(reader, fields =>
            {
                kind = fields.Int32(0);
                at = fields.Integer(1) + baseTick;
                var format = EntryFormats.Of(kind) ?? throw new NewerFormatException();
                return new StampedEntry(new(at), format.Read(fields, baseTick));
            });
        }
        catch (NewerFormatException) when (kind >= 0)
        {
            var whole = new CanonicalReader(payload[start..]).Skip();
            reader.MoveTo(start + whole.Length);
            return new(new(at), new UnknownEntry(kind, whole));
        }
    }
}
