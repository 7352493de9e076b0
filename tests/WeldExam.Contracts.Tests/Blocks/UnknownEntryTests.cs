using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Tests.Forging;
using WeldExam.Exam.Journal;
using WeldExam.TestKit.Journals;
using Xunit;

namespace WeldExam.Contracts.Tests.Blocks;

/// <summary>A newer box may say more than we understand: it is kept byte for byte and passed on.</summary>
public sealed class UnknownEntryTests
{
    public static TheoryData<string, byte[]> Newer => new()
    {
        { "unknown kind", Forger.EntryOf(63, fields => fields.Text(2, "new")) },
        { "kind beyond the table", Forger.EntryOf(70_000, fields => fields.Integer(9, long.MinValue)) },
        { "further field", Forger.EntryOf(13, fields => { fields.Integer(2, 2); fields.Text(3, ""); fields.Integer(4, 1); }) },
        { "unknown code", Forger.EntryOf(13, fields => { fields.Integer(2, 99); fields.Text(3, ""); }) },
        { "unknown quality in samples", Forger.EntryOf(2, fields => fields.Bytes(2, [1, 1, 0, 0, 1, 99, 1])) },
        { "further field in a nested map", Forger.EntryOf(7, fields => fields.Maps(2, ["E"], (each, id) => { each.Text(0, id); each.Integer(1, 0); each.Integer(2, 0); })) },
    };

    [Theory]
    [MemberData(nameof(Newer))]
    public void It_is_kept_byte_for_byte(string what, byte[] entry)
    {
        var payload = Forger.PayloadOf(Forger.EntryOf(9, fields => { fields.Id(2, Guid.Empty); fields.Text(3, what); }), entry);
        var bytes = Forger.Sign(payload);
        Assert.Null(BlockCodec.TryDecode(bytes, out var read));
        Assert.IsType<SubjectStarted>(read!.Block.Entries[0].Entry);
        var unknown = Assert.IsType<UnknownEntry>(read.Block.Entries[1].Entry);
        Assert.True(unknown.Encoded.Span.SequenceEqual(entry));
        Assert.Equal(1000, read.Block.Entries[1].At.Microseconds);
        Assert.Equal(bytes, BlockCodec.Encode(read.Block, Forger.Box.Boot().Signer).Bytes.ToArray());
    }

    [Fact]
    public void A_known_kind_without_a_field_is_broken_not_newer() =>
        Assert.Equal(BlockFaultKind.Malformed, Forger.Judge(Forger.PayloadOf(Forger.EntryOf(13, fields => fields.Integer(2, 2))))!.Kind);

    [Fact]
    public void A_newer_block_is_named_as_such()
    {
        var payload = Forger.PayloadOf(Forger.EntryOf(70, _ => { }));
        payload[2] = 2;
        Assert.Equal(BlockFaultKind.UnknownFormat, Forger.Judge(payload)!.Kind);
    }

    [Fact]
    public void A_newer_opening_and_a_newer_seal_still_open_and_seal()
    {
        var opened = new UnknownEntry(1, Forger.EntryOf(1, fields =>
        {
            fields.Integer(2, 1);
            fields.Text(3, "point");
            fields.Text(4, "station");
            fields.Text(5, Forger.Box.Name);
            fields.Text(7, "newer");
        }));
        var seal = new UnknownEntry(19, Forger.EntryOf(19, fields =>
        {
            fields.Hash(2, default);
            fields.Hash(3, default);
            fields.Integer(4, 1);
            fields.Integer(5, 0);
            fields.List(6, Array.Empty<string>().ToImmutableArray(), (writer, gap) => writer.Text(gap));
            fields.Text(99, "newer");
        }));
        var journal = new JournalBuilder(SampleEntries.Journal(), Forger.Box.Boot()).Add(0, opened).Add(0, seal);
        Assert.True(JournalReading.Of(journal.ToArray(), Forger.Box.Trust).IsSound);
        journal.Add(0, new Interrupted(InterruptionCause.Paused, ""));
        Assert.Equal(BlockFaultKind.WrongOrder, JournalReading.Of(journal.ToArray(), Forger.Box.Trust).Fault!.Kind);
    }
}
