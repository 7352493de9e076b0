using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Receipts;
using WeldExam.Exam;
using WeldExam.TestKit.Disks;
using WeldExam.TestKit.Journals;

namespace WeldExam.Station.Tests.Journals;

public sealed class OutboxTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly Shelf _shelf = new();

    [Fact]
    public async Task A_receipt_moves_the_cursor_once_and_a_lower_mark_is_ignored()
    {
        _shelf.Begin(blocks: 4);
        Assert.Equal(ReceiptOutcome.Moved, await OfferAsync(2));
        Assert.Equal(ReceiptOutcome.Old, await OfferAsync(2));
        Assert.Equal(ReceiptOutcome.Old, await OfferAsync(0));
        Assert.Equal(new PendingJournal(Shelf.Journal, 3, 4), Assert.Single(_shelf.Store.Pending()));
        Assert.Equal(new PendingJournal(Shelf.Journal, 3, 4), Assert.Single(_shelf.Restart(boot: 1).Pending()));
        Assert.Equal(ReceiptOutcome.Moved, await OfferAsync(3));
        Assert.Empty(_shelf.Store.Pending());
    }

    [Fact]
    [Trait("Clause", "promise 26")]
    public async Task Another_hash_or_epoch_under_our_number_is_a_fork_and_nothing_more_is_sent()
    {
        var writer = _shelf.Begin(blocks: 3);
        var wrong = ReceiptFor(1) with { Hash = SampleEntries.Digest(9) };
        Assert.Equal(ReceiptOutcome.Fork, await _shelf.Store.OfferAsync(wrong, Never));
        Assert.Empty(_shelf.Store.Pending());
        Assert.Equal(0, _shelf.Store.ProgressOf(Shelf.Journal)!.Value.Confirmed);
        Assert.Equal(ReceiptOutcome.Fork, await OfferAsync(1));
        Assert.Null(_shelf.Store.Resume(Shelf.Journal, writer.Next, out _, out _));
        Assert.Empty(_shelf.Store.Pending());
        var other = new Shelf();
        other.Begin(blocks: 3);
        Assert.Equal(ReceiptOutcome.Fork, await other.Store.OfferAsync(ReceiptFor(1) with { Epoch = 1 }, Never));
    }

    [Fact]
    public async Task A_receipt_for_what_the_box_does_not_hold_says_nothing()
    {
        _shelf.Begin(blocks: 2);
        Assert.Equal(ReceiptOutcome.Unknown, await _shelf.Store.OfferAsync(ReceiptFor(1) with { UpTo = 2 }, Never));
        Assert.Equal(ReceiptOutcome.Unknown, await _shelf.Store.OfferAsync(ReceiptFor(1) with { Journal = SampleEntries.Journal(2) }, Never));
        Assert.Equal(0, _shelf.Store.ProgressOf(Shelf.Journal)!.Value.Confirmed);
    }

    [Fact]
    public async Task A_read_is_bounded_and_gives_at_least_one_block()
    {
        _shelf.Begin(blocks: 6);
        var lengths = _shelf.Reading.Blocks.Select(block => block.Bytes.Length).ToArray();
        Assert.Single(await _shelf.Store.ReadAsync(Shelf.Journal, 1, 1, Never));
        Assert.Equal(2, (await _shelf.Store.ReadAsync(Shelf.Journal, 1, lengths[1] + lengths[2], Never)).Count);
        Assert.Single(await _shelf.Store.ReadAsync(Shelf.Journal, 1, lengths[1] + lengths[2] - 1, Never));
        var all = await _shelf.Store.ReadAsync(Shelf.Journal, 0, int.MaxValue, Never);
        Assert.Equal(_shelf.Disk.Content(_shelf.File), all.SelectMany(block => block.Bytes.ToArray()));
        Assert.Empty(await _shelf.Store.ReadAsync(Shelf.Journal, 6, 1000, Never));
        Assert.Empty(await _shelf.Store.ReadAsync(Shelf.Journal, -1, 1000, Never));
    }

    [Fact]
    public async Task What_a_failed_flush_left_in_the_page_cache_never_leaves_the_box()
    {
        var writer = _shelf.Begin(blocks: 2);
        _shelf.Disk.Fail(DiskOperation.Sync);
        Assert.NotNull(_shelf.Write(writer, ArcNoise.Second(1, 5)));
        Assert.Equal(2, (await _shelf.Store.ReadAsync(Shelf.Journal, 0, int.MaxValue, Never)).Count);
        Assert.Equal(2, Assert.Single(_shelf.Store.Pending()).Durable);
    }

    [Fact]
    public async Task After_a_kill_nothing_is_sent_that_a_power_cut_could_still_take_back()
    {
        var writer = _shelf.Begin(blocks: 2);
        _shelf.Disk.Fail(DiskOperation.Sync);
        Assert.NotNull(_shelf.Write(writer, ArcNoise.Second(1, 5)));
        _shelf.Disk.Kill();
        Assert.Equal(3, Assert.Single(_shelf.Restart(boot: 0).Pending()).Durable);
        Assert.Equal(3, (await _shelf.Store.ReadAsync(Shelf.Journal, 0, int.MaxValue, Never)).Count);
        Assert.Equal(_shelf.Disk.Content(_shelf.File), _shelf.Disk.Platter(_shelf.File));
        _shelf.Disk.Kill();
        _shelf.Disk.Fail(DiskOperation.Replace);
        Assert.NotNull(Assert.Single(new Station.Journals.JournalStore(_shelf.Disk, _shelf.Box.Boot(0), _shelf.Box.Trust).Load()).Problem);
    }

    [Fact]
    public async Task News_wake_the_one_who_waits_and_news_that_came_before_are_not_missed()
    {
        var writer = _shelf.Begin(blocks: 1);
        await _shelf.Store.WaitAsync(Never);
        var waiting = _shelf.Store.WaitAsync(Never).AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.Null(_shelf.Write(writer, ArcNoise.Second(1, 1)));
        await waiting;
        using var cancelled = new CancellationTokenSource();
        waiting = _shelf.Store.WaitAsync(cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Null(_shelf.Write(writer, ArcNoise.Second(1, 2)));
        await _shelf.Store.WaitAsync(Never);
    }

    private Receipt ReceiptFor(int number)
    {
        var block = _shelf.Reading.Blocks[number];
        return new(Shelf.Journal, block.Block.Epoch, number, Hash256.Of(block.Bytes.Span));
    }

    private ValueTask<ReceiptOutcome> OfferAsync(int number) => _shelf.Store.OfferAsync(ReceiptFor(number), Never);
}
