using Microsoft.Extensions.Logging;
using WeldExam.Contracts.Files;
using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Receipts;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;
using WeldExam.Exam;
using WeldExam.Uplink.Files;
using WeldExam.Uplink.Link;

namespace WeldExam.Uplink;

/// <summary>What the centre sends: receipts and files. Nothing counts without the centre's signature.</summary>
internal sealed partial class Inbox(IJournalOutbox outbox, IFileAdoption adoption, ISignatureSuite suite, UplinkOptions options, ILogger<UplinkWorker> logger)
{
    private readonly ILogger<UplinkWorker> _logger = logger;
    private readonly Dictionary<(FileKind, string), Hash256> _adopted = [];

    public int Forks { get; private set; }

    /// <summary>Takes one message; true when a cursor moved.</summary>
    public async ValueTask<bool> TakeAsync(BrokerMessage message, CancellationToken cancel)
    {
        if (!BoxTopic.TryParse(message.Topic, out var topic) || !options.Stations.Contains(topic!.Address))
            return false;
        switch (topic)
        {
            case AckTopic:
                return await OfferAsync(message, cancel);
            case IssueTopic issue:
                await AdoptAsync(issue, message, cancel);
                return false;
            default:
                return false;
        }
    }

    private async ValueTask<bool> OfferAsync(BrokerMessage message, CancellationToken cancel)
    {
        if (!Receipt.TryRead(message.Payload, options.CentreKey.Span, suite, out var receipt, out var reason))
        {
            LogRefused("receipt", reason);
            return false;
        }

        var outcome = await outbox.OfferAsync(receipt!, cancel);
        if (outcome == ReceiptOutcome.Fork)
        {
            Forks++;
            LogFork(receipt!.Journal.ToString(), receipt.UpTo);
        }

        return outcome == ReceiptOutcome.Moved;
    }

    private async ValueTask AdoptAsync(IssueTopic topic, BrokerMessage message, CancellationToken cancel)
    {
        if (message.Payload.IsEmpty)
            return; // a retained message was cleared: what was adopted stays
        if (!SignedFile.TryRead(message.Payload, options.CentreKey.Span, suite, out var file, out var reason))
            LogRefused("file", reason);
        else if (file!.Kind != topic.Kind || file.TopicName != topic.Name)
            LogRefused("file", "its name is not that of its topic");
        else if (_adopted.GetValueOrDefault((file.Kind, file.TopicName)) != file.Hash && await adoption.AdoptAsync(file, message.Payload, cancel))
            _adopted[(file.Kind, file.TopicName)] = file.Hash;
    }

    [LoggerMessage(EventId = 6111, Level = LogLevel.Warning, Message = "A {What} from the broker is refused: {Reason}")]
    private partial void LogRefused(string what, string reason);

    [LoggerMessage(EventId = 6112, Level = LogLevel.Error, Message = "The centre holds another block {Number} of journal {Journal}: a fork")]
    private partial void LogFork(string journal, long number);
}
