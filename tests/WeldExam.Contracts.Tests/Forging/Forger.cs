using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Cbor;
using WeldExam.Contracts.Signing;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;

namespace WeldExam.Contracts.Tests.Forging;

/// <summary>Signs whatever payload a test makes up, so that only the form can give it away.</summary>
internal static class Forger
{
    public static readonly TestBox Box = TestBox.Simulated();

    /// <summary>An honest first block with a few entries.</summary>
    public static EncodedBlock Honest { get; } = new JournalBuilder(SampleEntries.Journal(), Box.Boot())
        .Add(
            new StampedEntry(new(5000), SampleEntries.OpenedBy(Box.Name)),
            new StampedEntry(new(4000), SampleEntries.Between[0]),
            new StampedEntry(new(6000), SampleEntries.Between[9]))
        .Blocks[0];

    public static byte[] Sign(ReadOnlySpan<byte> payload) => CoseSign1.Sign(payload, Box.Boot().Signer);

    /// <summary>What a reader says of a block with this payload.</summary>
    public static BlockFault? Judge(ReadOnlySpan<byte> payload) => BlockCodec.TryDecode(Sign(payload), out _);

    /// <summary>An honest header of a block, and then <paramref name="entries"/> as they stand.</summary>
    public static byte[] PayloadOf(params ReadOnlySpan<byte[]> entries)
    {
        var writer = new CanonicalWriter();
        var fields = FieldWriter.Begin(writer);
        fields.Integer(0, 1);
        fields.Id(1, SampleEntries.Journal().Value);
        fields.Integer(2, 0);
        fields.Integer(3, 0);
        fields.Integer(7, 1000);
        var list = fields.Field(8);
        list.Array(entries.Length);
        foreach (var entry in entries)
            list.Raw(entry);
        fields.End();
        return writer.ToArray();
    }

    /// <summary>One entry at the block's base time, its fields written by <paramref name="write"/>.</summary>
    public static byte[] EntryOf(int kind, Action<FieldWriter> write)
    {
        var writer = new CanonicalWriter();
        var fields = FieldWriter.Begin(writer);
        fields.Integer(0, kind);
        fields.Integer(1, 0);
        write(fields);
        fields.End();
        return writer.ToArray();
    }
}
