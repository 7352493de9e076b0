using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Journal;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;
using Xunit;

namespace WeldExam.Contracts.Tests.Reading;

public sealed class ChainTests
{
    private readonly TestBox _box = TestBox.Simulated();

    [Theory]
    [InlineData(SignatureDepth.Every)]
    [InlineData(SignatureDepth.LastOfEpoch)]
    public void A_whole_journal_is_sound(SignatureDepth depth)
    {
        var journal = SampleJournals.Part(_box);
        var reading = JournalReading.Of(journal.ToArray(), _box.Trust, depth);
        Assert.True(reading.IsSound, reading.Fault?.ToString());
        Assert.Equal(journal.ToArray().Length, reading.SoundLength);
        Assert.Equal([_box.BootOf(0), _box.BootOf(1)], reading.Boots);
        Assert.Equal(_box.Name, reading.Box);
        Assert.Equal(journal.Blocks.Sum(block => block.Block.Entries.Length), reading.Entries.Count());
        Assert.Equal("K21", reading.Opened!.Part!.Task);
    }

    [Fact]
    public void The_seal_s_root_covers_blocks_and_files()
    {
        var reading = JournalReading.Of(SampleJournals.Short(_box).ToArray(), _box.Trust);
        Assert.Equal(reading.Seal!.MerkleRoot, reading.MerkleRoot((int)reading.Seal.Blocks));
    }

    [Fact]
    public void An_empty_file_is_sound_and_says_nothing()
    {
        var reading = JournalReading.Of(default, _box.Trust);
        Assert.True(reading.IsSound);
        Assert.Null(reading.Opened);
        Assert.Null(reading.Seal);
    }

    [Theory]
    [InlineData(SignatureDepth.Every)]
    [InlineData(SignatureDepth.LastOfEpoch)]
    public void Dropped_doubled_and_swapped_blocks_are_found_where_they_are(SignatureDepth depth)
    {
        var blocks = SampleJournals.Short(_box).Blocks.Select(block => block.Bytes.ToArray()).ToArray();
        for (var i = 0; i < blocks.Length; i++)
        {
            if (i < blocks.Length - 1) // a cut at the end is a shorter journal; the seal and the centre's receipt show it
                AssertFault(i, [.. blocks[..i], .. blocks[(i + 1)..]], depth);
            AssertFault(i + 1, [.. blocks[..i], blocks[i], .. blocks[i..]], depth);
            if (i < blocks.Length - 1)
                AssertFault(i, [.. blocks[..i], blocks[i + 1], blocks[i], .. blocks[(i + 2)..]], depth);
        }
    }

    [Fact]
    public void A_block_of_another_journal_is_refused()
    {
        var ours = SampleJournals.Short(_box).Blocks;
        var theirs = SampleJournals.Short(_box, n: 2).Blocks;
        AssertFault(BlockFaultKind.WrongJournal, 1, [ours[0], theirs[1]]);
    }

    [Fact]
    public void An_epoch_begins_with_its_start_and_no_other_block_has_one()
    {
        var honest = SampleJournals.Short(_box).Blocks;
        var signer = _box.Boot(0);
        var again = BlockCodec.Encode(honest[1].Block with { Start = new(signer.Boot, signer.Certificate) }, signer.Signer);
        AssertFault(BlockFaultKind.WrongEpochStart, 1, [honest[0], again]);
        var without = BlockCodec.Encode(honest[2].Block with { Start = null }, _box.Boot(1).Signer);
        AssertFault(BlockFaultKind.WrongEpochStart, 2, [honest[0], honest[1], without]);
        var leap = BlockCodec.Encode(honest[2].Block with { Epoch = 2 }, _box.Boot(1).Signer);
        AssertFault(BlockFaultKind.WrongNumber, 2, [honest[0], honest[1], leap]);
    }

    [Fact]
    public void A_key_that_no_trusted_device_certified_is_refused()
    {
        var stranger = new TestBox(_box.Name, new SimulatedSigner("stranger"), boot => new SimulatedSigner($"stranger {boot}"));
        var reading = JournalReading.Of(SampleJournals.Short(stranger).ToArray(), _box.Trust);
        Assert.Equal((BlockFaultKind.UntrustedKey, 0), (reading.Fault!.Kind, reading.Blocks.Length));
        Assert.True(JournalReading.Of(SampleJournals.Short(stranger).ToArray(), _box.Trust.With(_box.Name, stranger.Device.PublicKey)).IsSound);
    }

    [Fact]
    public void A_certificate_counts_for_its_box_and_its_boot_only()
    {
        var boot = _box.Boot(0);
        var otherBoot = boot with { Boot = _box.BootOf(5) };
        AssertFault(BlockFaultKind.UntrustedKey, 0, SampleJournals.Short(new TestBox(_box.Name, _box.Device, _ => otherBoot.Signer)).Begin(otherBoot), otherBoot);
        var opened = new JournalBuilder(SampleEntries.Journal(), boot).Add(0, SampleEntries.StationOpenedBy("another box"));
        AssertFault(BlockFaultKind.UntrustedKey, 0, opened.Blocks);
    }

    [Fact]
    public void A_block_signed_by_another_boot_s_key_is_refused()
    {
        var honest = SampleJournals.Short(_box).Blocks;
        AssertFault(BlockFaultKind.BadSignature, 1, [honest[0], BlockCodec.Encode(honest[1].Block, _box.Boot(7).Signer)]);
    }

    [Fact]
    public void A_journal_begins_with_Opened_and_ends_with_Sealed()
    {
        var opened = SampleEntries.StationOpenedBy(_box.Name);
        var note = new Interrupted(InterruptionCause.Paused, "");
        var boot = _box.Boot();
        var id = SampleEntries.Journal();
        AssertFault(BlockFaultKind.WrongOrder, 0, new JournalBuilder(id, boot).Add(0, note).Blocks);
        AssertFault(BlockFaultKind.WrongOrder, 1, new JournalBuilder(id, boot).Add(0, opened).Add(0, opened).Blocks);
        AssertFault(BlockFaultKind.WrongOrder, 0, new JournalBuilder(id, boot).Add(new StampedEntry(new(0), opened), new(new(0), opened)).Blocks);
        AssertFault(BlockFaultKind.WrongOrder, 1, new JournalBuilder(id, boot).Add(0, opened).Add(new StampedEntry(new(0), SampleEntries.Seal), new(new(0), note)).Blocks);
        AssertFault(BlockFaultKind.WrongOrder, 2, new JournalBuilder(id, boot).Add(0, opened).Add(0, SampleEntries.Seal).Add(0, note).Blocks);
        AssertFault(BlockFaultKind.WrongOrder, 2, new JournalBuilder(id, boot).Add(0, opened).Add(0, SampleEntries.Seal).Begin(_box.Boot(1)).Add(0, note).Blocks);
    }

    private void AssertFault(BlockFaultKind kind, int sound, JournalBuilder journal, EvidenceSigner signer)
    {
        var forged = new JournalBuilder(journal.Journal, signer).Add(0, SampleEntries.StationOpenedBy(_box.Name));
        AssertFault(kind, sound, forged.Blocks);
    }

    private void AssertFault(BlockFaultKind kind, int sound, IEnumerable<EncodedBlock> blocks)
    {
        var reading = JournalReading.Of(blocks.SelectMany(block => block.Bytes.ToArray()).ToArray(), _box.Trust);
        Assert.Equal(kind, reading.Fault?.Kind);
        Assert.Equal(sound, reading.Blocks.Length);
    }

    private void AssertFault(int sound, IEnumerable<byte[]> blocks, SignatureDepth depth)
    {
        var reading = JournalReading.Of(blocks.SelectMany(block => block).ToArray(), _box.Trust, depth);
        Assert.False(reading.IsSound);
        Assert.Equal(sound, reading.Blocks.Length);
    }
}
