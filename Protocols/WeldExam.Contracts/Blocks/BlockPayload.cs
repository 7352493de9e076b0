using System.Runtime.InteropServices;
using WeldExam.Contracts.Blocks.Formats;
using WeldExam.Contracts.Cbor;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Blocks;

/// <summary>What a block's envelope carries: one map, its entries with times against the earliest of them.</summary>
internal static class BlockPayload
{
    private const int FormatVersion = 1;

    public static void Write(CanonicalWriter writer, Block block)
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

        var baseTick = block.Entries[0].At.Microseconds;
        foreach (var entry in block.Entries)
            baseTick = Math.Min(baseTick, entry.At.Microseconds);
        fields.Integer(7, baseTick);
        var list = fields.Field(8);
        list.Array(block.Entries.Length);
        foreach (var entry in block.Entries)
            WriteEntry(list, entry, baseTick);
        fields.End();
    }

    /// <summary>Null where the format's version is unknown.</summary>
    public static Block? Read(ReadOnlyMemory<byte> payload)
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
        fields.Expect(8);
        var entries = new StampedEntry[reader.Array()];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = ReadEntry(reader, baseTick);
        fields.Done();
        return fields.IsDone && reader.AtEnd && entries.Length > 0 && epoch >= 0 && number >= 0
            ? new(journal, epoch, number, previous, start, ImmutableCollectionsMarshal.AsImmutableArray(entries))
            : throw new CanonicalFormException(reader.Offset, "block has fields or bytes left over, no entries, or negative numbers");
    }

    public static void WriteEntry(CanonicalWriter writer, StampedEntry stamped, long baseTick)
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

    public static StampedEntry ReadEntry(CanonicalReader reader, long baseTick)
    {
        var start = reader.Offset;
        var kind = -1;
        long at = 0;
        try
        {
            var fields = FieldReader.Begin(reader);
            kind = fields.Int32(0);
            at = fields.Integer(1) + baseTick;
            if (EntryFormats.Of(kind) is { } format && format.Read(fields, baseTick) is var entry && fields.IsDone)
                return new(new(at), entry);
        }
        catch (NewerFormatException) when (kind >= 0)
        {
            // falls through: a code or a nested field that only a newer version names
        }

        reader.MoveTo(start);
        return new(new(at), new UnknownEntry(kind, reader.Skip()));
    }
}
