using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Tests.Peers;
using WeldExam.Exam.Journal;
using WeldExam.TestKit.Signing;
using Xunit;

namespace WeldExam.Contracts.Tests.Reading;

/// <summary>A journal written before boxes said waveform, rig and repeats (before-rigs.txt: device key, then the file): it reads as ever.</summary>
public sealed class OldJournalTests
{
    private static readonly string[] Lines = PythonReader.Document("tests/WeldExam.Contracts.Tests/Reading/before-rigs.txt").Split('\n');
    private static readonly byte[] Key = Convert.FromHexString(Lines[0]);
    private static readonly byte[] File = Convert.FromHexString(string.Concat(Lines[1..]));

    [Fact]
    public async Task It_is_sound_to_both_readers()
    {
        var reading = JournalReading.Of(File, DeviceTrust.Of(new Es256Suite(), "box-1", Key));
        Assert.True(reading.IsSound, reading.Fault?.ToString());
        Assert.NotNull(reading.Seal);
        Assert.DoesNotContain(reading.Entries, recorded => recorded.Entry is UnknownEntry);
        Assert.Null(reading.Opened!.Part!.Rig);
        Assert.All(reading.Opened.Part.Channels, channel => Assert.Null(channel.Waveform));
        Assert.All(reading.Entries.Select(recorded => recorded.Entry).OfType<Samples>().SelectMany(samples => samples.Columns), column => Assert.Empty(column.Repeats));
        var (code, theirs) = await PythonReader.ReadAsync(File, $"box-1={Convert.ToHexString(Key)}");
        Assert.Equal((0, reading.Blocks.Length), (code, theirs.GetProperty("blocks").GetInt32()));
    }

    [Fact]
    public void Each_block_is_written_again_byte_for_byte()
    {
        var reading = JournalReading.Of(File, DeviceTrust.Of(new Es256Suite(), "box-1", Key));
        foreach (var block in reading.Blocks)
            Assert.Equal(block.Message.Payload, BlockCodec.Encode(block.Block, TestBox.Simulated().Boot().Signer).Message.Payload);
    }
}
