using System.Text.Json;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Tests.Forging;
using WeldExam.Exam.Journal;
using WeldExam.TestKit.Journals;
using Xunit;

namespace WeldExam.Contracts.Tests.Blocks;

public sealed class RoundTripTests
{
    public static TheoryData<string> Kinds => [.. All.Select(entry => entry.GetType().Name).Distinct()];

    private static IEnumerable<Entry> All => [SampleEntries.OpenedBy("box-1"), SampleEntries.StationOpenedBy("box-1"), .. SampleEntries.Between, SampleEntries.Seal];

    [Fact]
    public void The_samples_cover_every_kind_of_entry()
    {
        var kinds = typeof(Entry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Entry)) && type != typeof(UnknownEntry));
        Assert.Empty(kinds.Except(All.Select(entry => entry.GetType())));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_entry_comes_back_as_it_was_and_encodes_to_the_same_bytes(string kind)
    {
        foreach (var entry in All.Where(entry => entry.GetType().Name == kind))
        {
            var block = new Block(SampleEntries.Journal(), 1, 7, SampleEntries.Digest(3), null, [new(new(5_000_000), entry), new(new(4_000_000), entry)]);
            var signer = Forger.Box.Boot().Signer;
            var encoded = BlockCodec.Encode(block, signer);

            Assert.Null(BlockCodec.TryDecode(encoded.Bytes, out var read));
            Assert.Equal(Content(entry), Content(read!.Block.Entries[0].Entry));
            Assert.Equal(Content(entry), Content(read.Block.Entries[1].Entry));
            Assert.Equal(5_000_000, read.Block.Entries[0].At.Microseconds);
            Assert.Equal(encoded.Hash, read.Hash);
            Assert.Equal(encoded.Bytes, BlockCodec.Encode(read.Block, signer).Bytes);
        }
    }

    [Fact]
    public void A_block_keeps_its_place_and_its_epoch()
    {
        var boot = Forger.Box.Boot(3);
        var block = new Block(SampleEntries.Journal(2), 4, 99, SampleEntries.Digest(1), new(boot.Boot, boot.Certificate), [new(new(-5), SampleEntries.Seal)]);
        Assert.Null(BlockCodec.TryDecode(BlockCodec.Encode(block, boot.Signer).Bytes, out var read));
        Assert.Equal((block.Journal, 4, 99L, block.Previous), (read!.Block.Journal, read.Block.Epoch, read.Block.Number, read.Block.Previous));
        Assert.Equal(boot.Boot, read.Block.Start!.Boot);
        Assert.True(read.Block.Start.Certificate.Span.SequenceEqual(boot.Certificate.Span));
        Assert.Equal(-5, read.Block.Entries[0].At.Microseconds);
    }

    [Fact]
    public void What_is_encoded_says_what_a_reader_will_read()
    {
        var anchor = new ClockAnchor(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.FromHours(8)).AddTicks(7), ClockSource.Ntp, TimeSpan.FromTicks(19));
        var encoded = BlockCodec.Encode(new(SampleEntries.Journal(), 0, 0, null, null, [new(new(1), anchor)]), Forger.Box.Boot().Signer);
        Assert.Null(BlockCodec.TryDecode(encoded.Bytes, out var read));
        Assert.Equal(read!.Block.Entries[0], encoded.Block.Entries[0]);
    }

    [Fact]
    public void No_entry_takes_more_than_its_stated_length()
    {
        foreach (var entry in All)
        {
            var far = new StampedEntry(new(long.MaxValue / 4), entry);
            var alone = Forger.PayloadOf().Length;
            var near = new StampedEntry(new(-long.MaxValue / 4), new SubjectStarted(SampleEntries.Command(1), ""));
            var block = new Block(SampleEntries.Journal(), 0, 0, null, null, [near, far]);
            var payload = BlockCodec.Encode(block, Forger.Box.Boot().Signer).Message.Payload.Length;
            Assert.InRange(payload, alone, alone + BlockCodec.LengthOf(far) + BlockCodec.LengthOf(near) + 8);
        }
    }

    [Fact]
    public void What_no_reader_would_take_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => Encode());
        Assert.Throws<ArgumentException>(() => Encode(new Interrupted(InterruptionCause.Paused, new string('x', Block.MaxLength))));
        Assert.Throws<ArgumentException>(() => Encode(new Interrupted((InterruptionCause)77, "")));
        Assert.ThrowsAny<ArgumentException>(() => Encode(new Interrupted(InterruptionCause.Paused, "half a pair \ud800")));
        Assert.Throws<ArgumentException>(() => Encode(new Samples([new(1), new(1)], [])));
        Assert.Throws<ArgumentException>(() => Encode(new Samples([new(1)], [new(0, [1, 2], [default, default])])));
        Assert.Throws<ArgumentException>(() => Encode(new Samples([new(1)], [new(1, [1], [default]), new(1, [1], [default])])));
        Assert.Throws<ArgumentException>(() => Encode(new Samples([new(1)], [new(0, [1], [WeldExam.Exam.Signals.Quality.Crc])])));
        Assert.Throws<ArgumentException>(() => Encode(new Samples([new(1)], [new(0, [0], [WeldExam.Exam.Signals.Quality.Crc]) { Repeats = [true] }])));
        Assert.Throws<ArgumentException>(() => Encode(new Samples([new(1)], [new(0, [1], [default]) { Repeats = [true, false] }])));
        Assert.Throws<ArgumentException>(() => Encode(new ClockAnchor(new(1969, 1, 1, 0, 0, 0, TimeSpan.Zero), ClockSource.Ntp, TimeSpan.Zero)));
    }

    private static EncodedBlock Encode(params ReadOnlySpan<Entry> entries)
    {
        var stamped = entries.ToArray().Select(entry => new StampedEntry(new(0), entry));
        return BlockCodec.Encode(new(SampleEntries.Journal(), 0, 0, null, null, [.. stamped]), Forger.Box.Boot().Signer);
    }

    /// <summary>All that an entry says, as text: arrays and bytes by value.</summary>
    private static string Content(Entry entry) => JsonSerializer.Serialize(entry, entry.GetType());
}
