using System.Threading.Channels;
using WeldExam.Centre.Boxes;
using WeldExam.Centre.Ingest;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;
using WeldExam.Exam.Journal;

namespace WeldExam.Ingest.Broker;

/// <summary>Takes whatever boxes send, one message at a time, and answers with receipts after the commit.</summary>
public sealed partial class MessageDesk(JournalIngest ingest, BoxPresences presences, IBlockSigner centre, ILogger<MessageDesk> logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Sealed parts that wait to be re-scored. When it is full, ingest waits: everything in it is on disk.</summary>
    private readonly Channel<JournalId> _sealed = Channel.CreateBounded<JournalId>(new BoundedChannelOptions(1024) { SingleReader = true });

    public ChannelReader<JournalId> SealedParts => _sealed.Reader;

    /// <summary>Takes one message; false when the topic is none that a box may publish to. When it returns, a block is on disk.</summary>
    /// <param name="topicName">The topic as the broker names it.</param>
    /// <param name="payload">The message.</param>
    /// <param name="answer">The way back.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask<bool> TakeAsync(string topicName, ReadOnlyMemory<byte> payload, IBoxBroker answer, CancellationToken cancel)
    {
        if (!BoxTopic.TryParse(topicName, out var topic))
            return false;
        switch (topic)
        {
            case JournalTopic journal:
                await TakeBlockAsync(journal, payload, answer, cancel);
                return true;
            case StatusTopic or ReadinessTopic or LiveTopic:
                presences.Take(topic, payload.Span);
                return true;
            default:
                return false;
        }
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask TakeBlockAsync(JournalTopic topic, ReadOnlyMemory<byte> payload, IBoxBroker answer, CancellationToken cancel)
    {
        IngestOutcome outcome;
        byte[]? receipt = null;
        await _gate.WaitAsync(cancel);
        try
        {
            outcome = await ingest.TakeAsync(topic, payload, cancel);
            receipt = outcome.Receipt?.Sign(centre); // inside the gate: a signer serves one caller at a time
        }
        finally
        {
            _gate.Release();
        }

        if (outcome.Kind is IngestKind.Conflict or IngestKind.SetAside or IngestKind.Refused)
            LogNotTaken(topic.Journal.ToString(), topic.Address.ToString(), outcome.Kind, outcome.Reason);
        if (receipt is not null)
            await answer.SendAsync(new AckTopic(topic.Address).ToString(), receipt, retain: false, cancel);
        if (outcome.IsSealed)
            await _sealed.Writer.WriteAsync(outcome.Journal, cancel);
    }

    [LoggerMessage(EventId = 7101, Level = LogLevel.Warning, Message = "A block of journal {Journal} from {Address}: {Kind}: {Reason}")]
    private partial void LogNotTaken(string journal, string address, IngestKind kind, string reason);
}
