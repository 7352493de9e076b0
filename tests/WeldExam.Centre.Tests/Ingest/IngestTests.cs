using WeldExam.Centre.Archive;
using WeldExam.Centre.Ingest;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Contracts.Topics;

namespace WeldExam.Centre.Tests.Ingest;

public sealed class IngestTests
{
    private readonly TestBox _first = new("box-1", "S3");
    private readonly TestBox _second = new("box-2", "S4");
    private readonly MemoryStore _store = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Any_order_ten_times_over_from_two_boxes_gives_the_files_of_the_boxes(int seed)
    {
        using var centre = new TestCentre(_store, null, _first, _second);
        var a = TestParts.Open(_first, 1, 25);
        a.Reboot(_first.Boot(9));
        a.Add(new Exam.Journal.Resumed(Exam.Journal.InterruptionCause.RecorderStopped, 0, string.Empty));
        var b = TestParts.Open(_second, 2, 15);
        var messages = a.Blocks.Select(block => (_first, block)).Concat(b.Blocks.Select(block => (_second, block)))
            .SelectMany(message => Enumerable.Repeat(message, 10)).ToArray();
        new Random(seed).Shuffle(messages);
        foreach (var (box, block) in messages)
            await centre.TakeAsync(box, block);

        Assert.Equal(a.File, await centre.FileAsync(a));
        Assert.Equal(b.File, await centre.FileAsync(b));
        Assert.Equal(a.Last.Hash, (await centre.RowAsync(a)).LastHash);
        Assert.Empty(await _store.AlarmsAsync(CancellationToken.None));
        Assert.Empty(await _store.SetAsideAsync(CancellationToken.None));
        Assert.Empty(await _store.BlocksAsync(a.Id, BlockStanding.Waiting, 0, int.MaxValue, CancellationToken.None));
    }

    [Fact]
    public async Task A_receipt_covers_only_what_has_no_gap()
    {
        using var centre = new TestCentre(_store, null, _first);
        var journal = TestParts.Open(_first, 1, 4);
        Assert.Equal(0, (await centre.TakeAsync(_first, journal.Blocks[0])).Receipt!.UpTo);
        var early = await centre.TakeAsync(_first, journal.Blocks[3]);
        Assert.Equal((IngestKind.Waiting, 0L), (early.Kind, early.Receipt!.UpTo));
        Assert.Equal(1, (await centre.TakeAsync(_first, journal.Blocks[1])).Receipt!.UpTo);
        var closed = await centre.TakeAsync(_first, journal.Blocks[2]);
        Assert.Equal((3L, journal.Last.Hash), (closed.Receipt!.UpTo, closed.Receipt.Hash));
    }

    [Fact]
    public async Task A_centre_that_restarts_between_commit_and_receipt_sends_the_receipt_again()
    {
        var journal = TestParts.Open(_first, 1, 3);
        using (var before = new TestCentre(_store, null, _first))
        {
            foreach (var block in journal.Blocks)
                await before.TakeAsync(_first, block); // the receipts are lost with the process
        }

        using var after = new TestCentre(_store, null, _first);
        var again = await after.TakeAsync(_first, journal.Last);
        Assert.Equal(IngestKind.Duplicate, again.Kind);
        Assert.Equal((2L, journal.Last.Hash), (again.Receipt!.UpTo, again.Receipt.Hash));
    }

    [Fact]
    public async Task What_waited_before_a_restart_is_chained_after_it()
    {
        var journal = TestParts.Open(_first, 1, 3);
        using (var before = new TestCentre(_store, null, _first))
            await before.TakeAsync(_first, journal.Blocks[2]);
        using var after = new TestCentre(_store, null, _first);
        await after.TakeAsync(_first, journal.Blocks[1]);
        Assert.Equal(2, (await after.TakeAsync(_first, journal.Blocks[0])).Receipt!.UpTo);
    }

    [Fact]
    public async Task A_failed_commit_confirms_nothing_and_the_block_is_taken_when_it_comes_again()
    {
        using var centre = new TestCentre(_store, null, _first);
        var journal = TestParts.Open(_first, 1, 2);
        await centre.TakeAsync(_first, journal.Blocks[0]);
        _store.BeforeCommit = _ => throw new IOException("disk full");
        await Assert.ThrowsAsync<IOException>(async () => await centre.TakeAsync(_first, journal.Blocks[1]));
        _store.BeforeCommit = null;
        Assert.Equal(1, (await centre.RowAsync(journal)).Count);
        Assert.Equal(IngestKind.Taken, (await centre.TakeAsync(_first, journal.Blocks[1])).Kind);
    }

    [Fact]
    public async Task A_fork_keeps_both_sides_holds_the_journal_and_raises_one_alarm()
    {
        using var centre = new TestCentre(_store, null, _first);
        var journal = TestParts.Open(_first, 1, 3);
        var clone = journal.Clone(2);
        clone.Add(new Exam.Journal.ClockAnchor(DateTimeOffset.UnixEpoch, Exam.Journal.ClockSource.Rtc, TimeSpan.FromSeconds(1)));
        foreach (var block in journal.Blocks)
            await centre.TakeAsync(_first, block);
        var fork = await centre.TakeAsync(_first, clone.Last);
        Assert.Equal(IngestKind.Conflict, fork.Kind);
        Assert.Equal(journal.Last.Hash, fork.Receipt!.Hash); // the clone's box sees a hash that is not its own
        Assert.Equal(IngestKind.Conflict, (await centre.TakeAsync(_first, clone.Last)).Kind);

        Assert.Equal(JournalStanding.Held, (await centre.RowAsync(journal)).Standing);
        Assert.Equal(clone.Last.Hash, Assert.Single(await _store.BlocksAsync(journal.Id, BlockStanding.Fork, 0, 9, CancellationToken.None)).Hash);
        Assert.Equal(journal.File, await centre.FileAsync(journal));
        var alarm = Assert.Single(await _store.AlarmsAsync(CancellationToken.None));
        Assert.Equal((AlarmKind.Fork, 1L), (alarm.Kind, alarm.Count));
        journal.Add(new Exam.Journal.ClockAnchor(DateTimeOffset.UnixEpoch, Exam.Journal.ClockSource.Rtc, TimeSpan.FromSeconds(1)));
        Assert.Equal(2, (await centre.TakeAsync(_first, journal.Last)).Receipt!.UpTo); // held: nothing further is confirmed
    }

    [Fact]
    public async Task A_restored_disk_that_goes_on_in_a_new_epoch_is_a_fork()
    {
        using var centre = new TestCentre(_store, null, _first);
        var journal = TestParts.Open(_first, 1, 3);
        var restored = journal.Clone(2);
        restored.Reboot(_first.Boot(5));
        restored.Add(new Exam.Journal.Resumed(Exam.Journal.InterruptionCause.RecorderStopped, 0, string.Empty));
        restored.Add(new Exam.Journal.ClockAnchor(DateTimeOffset.UnixEpoch, Exam.Journal.ClockSource.Rtc, TimeSpan.FromSeconds(1)));
        foreach (var block in journal.Blocks)
            await centre.TakeAsync(_first, block);
        Assert.Equal(IngestKind.Conflict, (await centre.TakeAsync(_first, restored.Blocks[2])).Kind);
        await centre.TakeAsync(_first, restored.Blocks[3]);
        Assert.Equal(JournalStanding.Held, (await centre.RowAsync(journal)).Standing);
        Assert.Equal(journal.File, await centre.FileAsync(journal));
    }

    [Fact]
    public async Task A_stranger_with_another_key_can_neither_open_nor_hold_a_journal()
    {
        var stranger = new TestBox("box-1", "S3"); // the same name, another device key
        using var centre = new TestCentre(_store, null, _first);
        var journal = TestParts.Open(_first, 1, 3);
        var forged = TestParts.Open(stranger, 1, 3);
        Assert.Equal(IngestKind.SetAside, (await centre.TakeAsync(_first, forged.Blocks[0])).Kind);
        await centre.TakeAsync(_first, forged.Blocks[2]);
        await centre.TakeAsync(_first, forged.Blocks[1]);
        foreach (var block in journal.Blocks)
            await centre.TakeAsync(_first, block);
        Assert.Equal(JournalStanding.Open, (await centre.RowAsync(journal)).Standing);
        Assert.Equal(journal.File, await centre.FileAsync(journal));
        Assert.Equal(IngestKind.SetAside, (await centre.TakeAsync(_first, forged.Blocks[1])).Kind);
        Assert.All(await _store.AlarmsAsync(CancellationToken.None), alarm => Assert.Equal(AlarmKind.SetAside, alarm.Kind));
    }

    [Fact]
    public async Task Junk_is_set_aside_with_its_reason_and_never_stops_the_stream()
    {
        using var centre = new TestCentre(_store, null, _first);
        var journal = TestParts.Open(_first, 1, 2);
        var topic = new JournalTopic(_first.Address, journal.Id);
        byte[] tampered = journal.Blocks[0].Bytes.ToArray();
        tampered[^1] ^= 1;
        ReadOnlyMemory<byte>[] junk = [new byte[] { 1, 2, 3 }, Array.Empty<byte>(), tampered, (byte[])[.. journal.Blocks[0].Bytes.Span, 0]];
        foreach (var bytes in junk)
        {
            var outcome = await centre.Ingest.TakeAsync(topic, bytes, CancellationToken.None);
            Assert.Equal(IngestKind.SetAside, outcome.Kind);
            Assert.Null(outcome.Receipt);
            Assert.NotEmpty(outcome.Reason);
        }

        var elsewhere = new JournalTopic(_first.Address, new(Guid.Empty));
        Assert.Equal(IngestKind.SetAside, (await centre.Ingest.TakeAsync(elsewhere, journal.Blocks[0].Bytes, CancellationToken.None)).Kind);
        Assert.Equal(5, (await _store.SetAsideAsync(CancellationToken.None)).Count);
        foreach (var block in journal.Blocks)
            Assert.Equal(IngestKind.Taken, (await centre.TakeAsync(_first, block)).Kind);
    }

    [Fact]
    public async Task Every_single_changed_bit_of_a_block_is_refused()
    {
        using var centre = new TestCentre(_store, null, _first);
        var journal = TestParts.Open(_first, 1, 2);
        await centre.TakeAsync(_first, journal.Blocks[0]);
        for (var i = 0; i < journal.Last.Bytes.Length; i++)
        {
            byte[] changed = journal.Last.Bytes.ToArray();
            changed[i] ^= (byte)(1 << (i % 8));
            var outcome = await centre.TakeAsync(_first, journal.Last, changed);
            Assert.True(outcome.Kind is IngestKind.SetAside or IngestKind.Waiting, $"byte {i}: {outcome.Kind}");
        }

        Assert.Equal(1, (await centre.RowAsync(journal)).Count);
        Assert.Equal(IngestKind.Taken, (await centre.TakeAsync(_first, journal.Last)).Kind);
    }

    [Fact]
    public async Task Too_many_waiting_blocks_are_refused_and_come_again()
    {
        using var centre = new TestCentre(_store, new() { WaitingBlocks = 3 }, _first);
        var journal = TestParts.Open(_first, 1, 8);
        await centre.TakeAsync(_first, journal.Blocks[0]);
        foreach (var block in journal.Blocks.Skip(2).Take(3))
            Assert.Equal(IngestKind.Waiting, (await centre.TakeAsync(_first, block)).Kind);
        Assert.Equal(IngestKind.Refused, (await centre.TakeAsync(_first, journal.Blocks[5])).Kind);
        Assert.Equal(4, (await centre.TakeAsync(_first, journal.Blocks[1])).Receipt!.UpTo);
        foreach (var block in journal.Blocks.Skip(5))
            await centre.TakeAsync(_first, block);
        Assert.Equal(journal.File, await centre.FileAsync(journal));
    }

    [Fact]
    public async Task Journals_beyond_memory_are_rebuilt_from_the_store()
    {
        using var centre = new TestCentre(_store, new() { JournalsInMemory = 1 }, _first, _second);
        var a = TestParts.Open(_first, 1, 6);
        var b = TestParts.Open(_second, 2, 6);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(IngestKind.Taken, (await centre.TakeAsync(_first, a.Blocks[i])).Kind);
            Assert.Equal(IngestKind.Taken, (await centre.TakeAsync(_second, b.Blocks[i])).Kind);
        }

        Assert.Equal(a.File, await centre.FileAsync(a));
    }

    [Fact]
    public async Task A_store_whose_bytes_were_changed_is_found_out_and_confirms_nothing_further()
    {
        var journal = TestParts.Open(_first, 1, 3);
        using (var before = new TestCentre(_store, null, _first))
        {
            foreach (var block in journal.Blocks)
                await before.TakeAsync(_first, block);
        }

        var second = (await _store.BlocksAsync(journal.Id, BlockStanding.Chained, 1, 1, CancellationToken.None))[0];
        byte[] bytes = second.Bytes.ToArray();
        bytes[100] ^= 1;
        await _store.CommitAsync(new CentreChange { Blocks = [second with { Bytes = bytes }] }, CancellationToken.None);
        using var after = new TestCentre(_store, null, _first);
        Assert.Equal(0, (await after.TakeAsync(_first, journal.Last)).Receipt!.UpTo);
        Assert.Equal(JournalStanding.Held, (await after.RowAsync(journal)).Standing);
        Assert.Equal(AlarmKind.ArchiveBroken, Assert.Single(await _store.AlarmsAsync(CancellationToken.None)).Kind);
    }

    [Fact]
    public async Task A_box_at_a_station_that_is_not_its_own_is_taken_and_raises_an_alarm()
    {
        using var centre = new TestCentre(_store, null, _first, _second);
        var journal = new TestJournal(new(new Guid(5, 0, 0, new byte[8])), _first.Boot(1));
        journal.Add(TestParts.Opened(_first) with { Station = _second.Station });
        Assert.Equal(IngestKind.Taken, (await centre.TakeAsync(_first, journal.Last)).Kind);
        Assert.Equal(AlarmKind.ForeignStation, Assert.Single(await _store.AlarmsAsync(CancellationToken.None)).Kind);
    }
}
