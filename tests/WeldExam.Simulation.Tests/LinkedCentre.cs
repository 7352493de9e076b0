using System.Collections.Immutable;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Centre.Archive;
using WeldExam.Centre.Boxes;
using WeldExam.Centre.Ingest;
using WeldExam.Centre.Issue;
using WeldExam.Centre.Verification;
using WeldExam.Contracts.Files;
using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Topics;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;
using WeldExam.TestKit.Signing;
using WeldExam.TestKit.Stations;
using WeldExam.Uplink;
using WeldExam.Uplink.Files;
using WeldExam.Uplink.Link;
using WeldExam.Uplink.Reports;

namespace WeldExam.Simulation.Tests;

/// <summary>The product's own way from the outbox to the centre: uplink, a bad link, ingest and re-scoring over a store in memory.</summary>
internal sealed class LinkedCentre : IPeer, IStationReports, IFileAdoption
{
    private static readonly BoxAddress Address = new("HB-0311-07", "3");

    private readonly Channel<BrokerMessage> _inbound = Channel.CreateBounded<BrokerMessage>(4096);
    private readonly SimulatedSigner _key = new("centre");
    private readonly LinkFaults _faults;
    private readonly Random _random;
    private readonly TimeProvider _world;
    private readonly Trace _trace;
    private readonly BoxRegister _boxes;
    private readonly JournalIngest _ingest;
    private SimulatedLink? _link;

    public LinkedCentre(TestBox box, LinkFaults faults, int seed, TimeProvider world, Trace trace)
    {
        (_faults, _random, _world, _trace) = (faults, new Random(seed), world, trace);
        _boxes = new([new Box(box.Name, Address.Point, [Address.Station], [box.Device.PublicKey])], SimulatedSuite.Instance);
        _ingest = new(Store, _boxes, new(), world);
    }

    public MemoryStore Store { get; } = new();

    public IReadOnlyList<string> Forks =>
        [.. Finished(Store.AlarmsAsync(default)).Select(alarm => alarm.ToString()), .. Finished(Store.SetAsideAsync(default)).Select(poison => poison.Reason)];

    /// <summary>Takes what the link delivers, one message after another, as long as the world stands.</summary>
    public async Task RunAsync()
    {
        await new IssueDesk(Store, _boxes, new ExamScorer(), _key, TimeProvider.System).PaperAsync(TestPaper.FileName, Encoding.UTF8.GetBytes(TestPaper.Text), default);
        while (await _inbound.Reader.WaitToReadAsync())
        {
            while (_inbound.Reader.TryRead(out var message))
                await TakeAsync(message);
        }
    }

    public async Task ServeAsync(IJournalOutbox outbox, BootId boot, CancellationToken stop)
    {
        var link = new SimulatedLink(_faults, _random, _world, message => _inbound.Writer.TryWrite(message), stop);
        _link = link;
        var options = new UplinkOptions
        {
            Stations = [Address],
            Boot = boot,
            CentreKey = _key.PublicKey,
            ReceiptWait = TimeSpan.FromMilliseconds(400),
            LongestReceiptWait = TimeSpan.FromSeconds(1),
            FirstRetry = TimeSpan.FromMilliseconds(50),
            LongestRetry = TimeSpan.FromMilliseconds(400),
        };
        var worker = new UplinkWorker(link, outbox, this, this, SimulatedSuite.Instance, options, _world, _random, NullLogger<UplinkWorker>.Instance);
        await worker.RunAsync(stop);
    }

    public byte[] Journal(JournalId journal) =>
        [.. Finished(Store.BlocksAsync(journal, BlockStanding.Chained, 0, int.MaxValue, default)).SelectMany(block => block.Bytes.ToArray())];

    /// <summary>What the centre's own scoring says of the part.</summary>
    public ReScore? ReScore(JournalId journal) => Finished(new PartVerifier(Store, new ExamScorer(), _world).VerifyAsync(journal, default));

    public ImmutableArray<TaskReadiness> Readiness(BoxAddress station) => [];

    public LiveReport? Live(BoxAddress station) => null;

    public ValueTask<bool> AdoptAsync(SignedFile file, ReadOnlyMemory<byte> signed, CancellationToken cancel) => new(true);

    /// <summary>The store in memory answers at once.</summary>
    private static T Finished<T>(ValueTask<T> answer) => answer.IsCompleted ? answer.Result : throw new InvalidOperationException("still at work");

    private async Task TakeAsync(BrokerMessage message)
    {
        if (!BoxTopic.TryParse(message.Topic, out var topic) || topic is not JournalTopic journal)
            return;
        var outcome = await _ingest.TakeAsync(journal, message.Payload, default);
        _trace.Add(_world.GetUtcNow().TimeOfDay, $"centre: {outcome.Kind} {outcome.Reason} {outcome.Receipt}");
        if (outcome.Receipt is { } receipt)
            _link?.Send(new(new AckTopic(Address).ToString(), receipt.Sign(_key)));
    }
}
