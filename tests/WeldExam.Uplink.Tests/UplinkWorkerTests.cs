using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Contracts.Files;
using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Receipts;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;
using WeldExam.Exam.Journal;
using WeldExam.Uplink.Tests.Fixtures;

namespace WeldExam.Uplink.Tests;

public sealed class UplinkWorkerTests : IDisposable
{
    private static readonly TestBox Box = new("box-1", "S3");
    private readonly Pump _pump = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
    private readonly ScriptedLink _link = new();
    private readonly MemoryOutbox _outbox = new();
    private readonly QuietStation _station = new();
    private readonly Es256Signer _centre = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    [Fact]
    public void A_broker_that_acknowledges_and_drops_everything_frees_nothing_and_is_sent_everything_again()
    {
        var journal = Journal(1, 10);
        _outbox.Put(journal);
        Start();
        Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _outbox.Confirmed(journal.Id));
        Assert.True(_link.Blocks.Count(message => message.Payload.Span.SequenceEqual(journal.Blocks[0].Bytes.Span)) > 3);
        Assert.True(_link.Blocks.Count() < 10 * 30, "waits grow: a deaf centre is not flooded");

        ConfirmEverything(journal); // it hears again
        Advance(TimeSpan.FromMinutes(6));
        Assert.True(_outbox.IsEmpty);
    }

    [Fact]
    public void Receipts_of_the_centre_move_the_cursor_and_what_follows_is_sent()
    {
        var journal = Journal(1, 3);
        _outbox.Put(journal);
        ConfirmEverything(journal);
        Start();
        Assert.Equal(3, _outbox.Confirmed(journal.Id));
        journal.Add(new ClockAnchor(DateTimeOffset.UnixEpoch, ClockSource.Ntp, TimeSpan.Zero));
        _outbox.Put(journal);
        _pump.Drain();
        Assert.Equal(4, _outbox.Confirmed(journal.Id));
        Assert.Equal(4, _link.Blocks.Count()); // each once
    }

    [Fact]
    public void A_receipt_with_another_key_or_on_another_station_moves_nothing()
    {
        using var stranger = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var journal = Journal(1, 2);
        _outbox.Put(journal);
        Start();
        Deliver(new AckTopic(Box.Address), Receipt(journal, 1).Sign(stranger));
        Deliver(new AckTopic(new(TestBox.Point, "S9")), Receipt(journal, 1).Sign(_centre));
        Deliver(new AckTopic(Box.Address), [1, 2, 3]);
        Assert.Empty(_outbox.Offers);
        Deliver(new AckTopic(Box.Address), (Receipt(journal, 1) with { Hash = default }).Sign(_centre));
        Assert.Equal([ReceiptOutcome.Fork], _outbox.Offers);
        Assert.Equal(0, _outbox.Confirmed(journal.Id));
    }

    [Fact]
    public void After_a_loss_everything_unconfirmed_is_sent_again_at_once()
    {
        var journal = Journal(1, 6);
        _outbox.Put(journal);
        Start();
        Deliver(new AckTopic(Box.Address), Receipt(journal, 2).Sign(_centre));
        _link.Published.Clear();
        _link.Lose();
        _pump.Drain();
        Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(2, _link.Connections);
        Assert.Equal([3L, 4, 5], _link.Blocks.Select(message => journal.Blocks.First(block => block.Bytes.Span.SequenceEqual(message.Payload.Span)).Block.Number));
    }

    [Fact]
    public void A_broker_that_is_down_at_the_start_is_tried_again_with_growing_waits()
    {
        _link.IsUp = false;
        var journal = Journal(1, 2);
        _outbox.Put(journal);
        ConfirmEverything(journal);
        Start();
        Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(_link.Published);
        _link.IsUp = true;
        Advance(TimeSpan.FromSeconds(91)); // longest wait and its jitter
        Assert.True(_outbox.IsEmpty);
    }

    [Fact]
    public void Never_more_than_the_limit_is_out_without_a_receipt_and_memory_holds_one_batch()
    {
        for (var i = 1; i <= 20; i++)
            _outbox.Put(Journal(i, 60));
        Start(options => options with { Unconfirmed = 50, BatchBytes = 4096 });
        Assert.Equal(50, _link.Blocks.Count());
        Assert.True(_outbox.LargestRead <= 4096);
    }

    [Fact]
    public void What_happens_now_goes_before_the_backlog()
    {
        var old = Journal(1, 200);
        var now = Journal(2, 2);
        _outbox.Put(old);
        _outbox.Put(now);
        Start(options => options with { Unconfirmed = 40 });
        Assert.Contains(now.Id.ToString(), _link.Blocks.First().Topic, StringComparison.Ordinal);
        Assert.Equal(40, _link.Blocks.Count());
    }

    [Fact]
    public void A_journal_that_is_never_confirmed_does_not_stop_the_others()
    {
        var held = Journal(2, 100);
        var other = Journal(1, 40);
        _outbox.Put(other);
        _outbox.Put(held);
        ConfirmEverything(other);
        Start(options => options with { Unconfirmed = 30 });
        Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(40, _outbox.Confirmed(other.Id));
        Assert.Equal(0, _outbox.Confirmed(held.Id));
    }

    [Fact]
    public void Status_says_boot_and_until_when_and_the_will_says_gone()
    {
        Start();
        var status = BoxStatus.TryRead(_link.Published.First(message => message.Topic.EndsWith("/status", StringComparison.Ordinal)).Payload.Span)!;
        Assert.True(status.IsPresent(_clock.GetUtcNow()));
        Assert.False(status.IsPresent(_clock.GetUtcNow().AddSeconds(35)));
        var will = BoxStatus.TryRead(_link.Session!.Will!.Payload.Span)!;
        Assert.True(will.Gone && will.Boot == status.Boot && _link.Session.Will.IsRetained);
        _link.Published.Clear();
        Advance(TimeSpan.FromSeconds(10));
        Assert.Contains(_link.Published, message => message.Topic.EndsWith("/status", StringComparison.Ordinal) && message.IsRetained);
        Assert.Contains(_link.Published, message => message.Topic.EndsWith("/readiness", StringComparison.Ordinal));
        Assert.InRange(_link.Published.Count(message => message.Topic.EndsWith("/live", StringComparison.Ordinal)), 9, 11);
    }

    [Fact]
    public void Leaving_says_gone()
    {
        Start();
        _pump.Run(() =>
        {
            _stop.Cancel();
            return 0;
        });
        Assert.True(_run.IsCompletedSuccessfully);
        Assert.True(BoxStatus.TryRead(_link.Published[^1].Payload.Span)!.Gone);
    }

    [Fact]
    public void A_file_is_adopted_once_and_only_with_the_centres_signature_and_its_own_name()
    {
        using var stranger = new Es256Signer(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var paper = new SignedFile(FileKind.Paper, "sample", "1", "id: sample"u8.ToArray());
        Start();
        var topic = new IssueTopic(Box.Address, FileKind.Paper, paper.TopicName);
        Deliver(topic, paper.Sign(stranger));
        Deliver(new IssueTopic(Box.Address, FileKind.Paper, "other@1"), paper.Sign(_centre));
        Deliver(new IssueTopic(Box.Address, FileKind.Roster, paper.TopicName), paper.Sign(_centre));
        Assert.Empty(_station.Adopted);
        _station.TakesFiles = false;
        Deliver(topic, paper.Sign(_centre));
        _station.TakesFiles = true;
        Deliver(topic, paper.Sign(_centre));
        Deliver(topic, paper.Sign(_centre));
        Assert.Equal([paper.Hash, paper.Hash], _station.Adopted.Select(file => file.Hash)); // refused by the box, then taken
    }

    [Fact]
    public void A_fault_of_the_box_goes_up_to_the_host()
    {
        _link.OnPublish = _ => throw new InvalidOperationException("a bug");
        Start();
        Assert.True(_run.IsFaulted);
    }

    public void Dispose()
    {
        _centre.Dispose();
        _link.Dispose();
        _stop.Dispose();
    }

    private static TestJournal Journal(int id, int blocks)
    {
        var journal = new TestJournal(new(new Guid(id, 0, 0, new byte[8])), Box.Boot(id));
        journal.Add(new Opened(JournalKind.Station, TestBox.Point, Box.Station, Box.Name, null));
        for (var i = 1; i < blocks; i++)
            journal.Add(new ClockAnchor(DateTimeOffset.UnixEpoch.AddSeconds(i), ClockSource.Ntp, TimeSpan.Zero));
        return journal;
    }

    private static Receipt Receipt(TestJournal journal, int upTo) => new(journal.Id, 0, upTo, journal.Blocks[upTo].Hash);

    private void Start(Func<UplinkOptions, UplinkOptions>? change = null)
    {
        var options = new UplinkOptions { Stations = [Box.Address], Boot = new(new Guid(1, 0, 0, new byte[8])), CentreKey = _centre.PublicKey };
        var worker = new UplinkWorker(
            _link, _outbox, _station, _station, new Es256Suite(), change?.Invoke(options) ?? options, _clock, new Random(1), NullLogger<UplinkWorker>.Instance);
        _run = _pump.Run(() => worker.RunAsync(_stop.Token));
    }

    private void ConfirmEverything(TestJournal journal) => _link.OnPublish = message =>
    {
        if (message.Topic.EndsWith(journal.Id.ToString(), StringComparison.Ordinal))
        {
            var block = journal.Blocks.First(known => known.Bytes.Span.SequenceEqual(message.Payload.Span)).Block;
            _link.Deliver(new(new AckTopic(Box.Address).ToString(), Receipt(journal, (int)block.Number).Sign(_centre)));
        }
    };

    private void Deliver(BoxTopic topic, byte[] bytes)
    {
        _link.Deliver(new(topic.ToString(), bytes));
        _pump.Drain();
    }

    private void Advance(TimeSpan by)
    {
        for (var left = by; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            _pump.Run(() =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return 0;
            });
        }
    }
}
