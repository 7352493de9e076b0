using WeldExam.Contracts.Topics;
using WeldExam.Uplink.Link;

namespace WeldExam.Ingest.Broker;

/// <summary>Reads any MQTT 5 broker: journals through a shared subscription, so that replicas add throughput; retained topics through ordinary ones.</summary>
public sealed partial class ExternalBrokerHost(IBrokerLink link, MessageDesk desk, IssueOffice issue, TimeProvider clock, ILogger<ExternalBrokerHost> logger)
    : BackgroundService, IBoxBroker
{
    private static readonly BrokerSession Session = new(
        [BoxFilters.SharedJournals, BoxFilters.EveryStatus, BoxFilters.EveryReadiness], null);

    public async ValueTask<bool> SendAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancel) =>
        await link.PublishAsync(new(topic, payload, IsRetained: retain), cancel) == PublishOutcome.Acknowledged;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = TimeSpan.FromSeconds(1);
        var isConnected = true;
        try
        {
            while (true)
            {
                var outcome = await link.ConnectAsync(Session, stoppingToken);
                if (isConnected != outcome.IsConnected)
                    LogConnected(isConnected = outcome.IsConnected, outcome.Reason);
                if (outcome.IsConnected)
                {
                    wait = TimeSpan.FromSeconds(1);
                    await issue.IssueAllAsync(this, stoppingToken);
                    await ReadAsync(stoppingToken);
                }

                await Task.Delay(wait, clock, stoppingToken);
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, TimeSpan.TicksPerMinute));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(3), clock);
            await link.DisconnectAsync(limit.Token);
        }
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        var received = link.Received;
        while (await received.WaitToReadAsync(stopping))
        {
            while (received.TryRead(out var message))
                await desk.TakeAsync(message.Topic, message.Payload, this, stopping);
        }
    }

    [LoggerMessage(EventId = 7301, Level = LogLevel.Warning, Message = "Broker connected: {Connected} {Reason}")]
    private partial void LogConnected(bool connected, string reason);
}
