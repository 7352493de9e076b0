using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;
using Xunit;

namespace WeldExam.Contracts.Tests.Reading;

[Trait("Promise", "11: any change is found and located")]
public sealed class FlippedBitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_flipped_bit_is_found_in_the_block_where_it_lies(bool simulated)
    {
        var box = simulated ? TestBox.Simulated() : TestBox.Es256();
        var journal = SampleJournals.Short(box);
        var file = journal.ToArray();
        var trust = box.Trust;
        for (var bit = 0; bit < file.Length * 8; bit += simulated ? 1 : 7)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            var reading = JournalReading.Of(file, trust);
            Assert.False(reading.IsSound);
            Assert.Equal(BlockAt(journal, bit / 8), reading.Blocks.Length);
            Assert.InRange(bit / 8, reading.SoundLength, file.Length);
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void With_only_the_last_signature_of_an_epoch_checked_every_flipped_bit_is_found_too()
    {
        var box = TestBox.Simulated();
        var journal = SampleJournals.Short(box);
        var file = journal.ToArray();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            file[bit / 8] ^= (byte)(1 << (bit % 8));
            var reading = JournalReading.Of(file, box.Trust, SignatureDepth.LastOfEpoch);
            Assert.False(reading.IsSound);
            Assert.Equal(BlockAt(journal, bit / 8), reading.Blocks.Length);
            file[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_torn_tail_leaves_all_blocks_before_it()
    {
        var box = TestBox.Simulated();
        var journal = SampleJournals.Short(box);
        var file = journal.ToArray();
        for (var length = 0; length < file.Length; length++)
        {
            var reading = JournalReading.Of(file.AsMemory(0, length), box.Trust);
            var whole = BlockAt(journal, length);
            Assert.Equal(whole, reading.Blocks.Length);
            Assert.Equal(journal.Blocks.Take(whole).Sum(block => block.Bytes.Length), reading.SoundLength);
            Assert.Equal(reading.SoundLength == length, reading.IsSound);
            Assert.True(reading.IsSound || reading.Fault!.Kind == BlockFaultKind.Malformed);
        }
    }

    private static int BlockAt(JournalBuilder journal, int offset)
    {
        var end = 0;
        return journal.Blocks.TakeWhile(block => (end += block.Bytes.Length) <= offset).Count();
    }
}
