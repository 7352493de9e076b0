using WeldExam.Exam.Journal;
using WeldExam.TestKit.Journals;

namespace WeldExam.Station.Tests.Journals;

[Trait("Clause", "architecture §3, promises 1, 2, 4")]
public sealed class RecoveryTests
{
    private readonly Shelf _shelf = new();

    [Fact]
    public void A_tail_torn_at_any_byte_recovers_to_the_last_sound_block_is_set_aside_and_the_journal_goes_on_soundly()
    {
        _shelf.Begin(blocks: 4);
        var whole = _shelf.Disk.Content(_shelf.File);
        var ends = _shelf.Reading.Blocks.Select(block => block.Bytes.Length).Aggregate(new List<int> { 0 }, (sums, length) => [.. sums, sums[^1] + length]);
        for (var cut = ends[2]; cut <= whole.Length; cut++)
        {
            var kept = ends.Last(end => end <= cut);
            _shelf.Disk.Put(_shelf.File, whole.AsSpan(0, cut));
            _shelf.Disk.Put($"{Shelf.Journal}.torn-0", []);
            _shelf.Restart(boot: 1);
            Assert.Null(_shelf.Store.Resume(Shelf.Journal, keep: null, out var recovered, out var writer));
            Assert.Equal(cut - kept, recovered!.DroppedBytes);
            Assert.Equal(whole[kept..cut], _shelf.Disk.Content($"{Shelf.Journal}.torn-0"));
            Assert.Null(_shelf.Write(writer!, new Resumed(InterruptionCause.RecorderStopped, recovered.DroppedBytes, recovered.Detail)));
            var reading = _shelf.Reading;
            Assert.True(reading.IsSound, $"cut {cut}: {reading.Fault}");
            Assert.Equal(ends.IndexOf(kept) + 1, reading.Blocks.Length);
            Assert.Equal(1, reading.Blocks[^1].Block.Epoch);
        }
    }

    [Fact]
    public void Any_flipped_bit_of_the_last_block_drops_that_block_and_no_other()
    {
        _shelf.Begin(blocks: 3);
        var whole = _shelf.Disk.Content(_shelf.File);
        var start = whole.Length - _shelf.Reading.Blocks[^1].Bytes.Length;
        for (var at = start; at < whole.Length; at++)
        {
            var bent = whole.ToArray();
            bent[at] ^= 0x10;
            _shelf.Disk.Put(_shelf.File, bent);
            _shelf.Restart(boot: 1);
            Assert.Null(_shelf.Store.Resume(Shelf.Journal, keep: null, out var recovered, out _));
            Assert.Equal(2, recovered!.Reading.Blocks.Length);
        }
    }

    [Fact]
    public void An_older_disk_image_is_refused()
    {
        _shelf.Begin(blocks: 3);
        var older = _shelf.Disk.Content(_shelf.File);
        var writer = Resumed();
        Assert.Null(_shelf.Write(writer, ArcNoise.Second(1, 9)));
        _shelf.Disk.Put($"{Shelf.Journal}.cursor", "5"u8);
        _shelf.Disk.Put(_shelf.File, older);
        _shelf.Restart(boot: 2);
        var fault = _shelf.Store.Resume(Shelf.Journal, keep: null, out _, out var refused);
        Assert.Contains("older disk image", fault!.Reason, StringComparison.Ordinal);
        Assert.Null(refused);
    }

    [Fact]
    public void A_cursor_that_cannot_be_read_is_no_cursor_of_zero()
    {
        _shelf.Begin(blocks: 2);
        _shelf.Disk.Put($"{Shelf.Journal}.cursor", "1"u8);
        _shelf.Restart(boot: 1);
        _shelf.Disk.Fail(TestKit.Disks.DiskOperation.Read, nth: 2);
        Assert.NotNull(_shelf.Store.Resume(Shelf.Journal, keep: null, out _, out _));
    }

    [Fact]
    public void Blocks_that_were_confirmed_and_cannot_be_read_again_are_never_given_up()
    {
        var writer = _shelf.Begin(blocks: 4);
        var whole = _shelf.Disk.Content(_shelf.File);
        _shelf.Disk.Put(_shelf.File, whole.AsSpan(0, whole.Length - 1));
        var fault = _shelf.Store.Resume(Shelf.Journal, writer.Next, out _, out _);
        Assert.Contains("4 blocks are on disk", fault!.Reason, StringComparison.Ordinal);
        Assert.Equal(whole.Length - 1, _shelf.Disk.Content(_shelf.File).Length);
    }

    private Station.Journals.JournalWriter Resumed()
    {
        Assert.Null(_shelf.Store.Resume(Shelf.Journal, keep: null, out var recovered, out var writer));
        Assert.Null(_shelf.Write(writer!, new Resumed(InterruptionCause.RecorderStopped, recovered!.DroppedBytes, "")));
        return writer!;
    }
}
