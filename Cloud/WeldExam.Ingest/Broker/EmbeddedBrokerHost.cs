using System.Buffers;
using System.Net;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using WeldExam.Contracts.Topics;
using WeldExam.Ingest.Configuration;

namespace WeldExam.Ingest.Broker;

/// <summary>The broker inside the centre's process. A block is committed before it is acknowledged; nobody but the centre publishes receipts and files.</summary>
public sealed partial class EmbeddedBrokerHost : IBoxBroker, IHostedService, IDisposable
{
    private const string Centre = "weldexam-centre";

    private readonly MqttServer _server;
    private readonly MessageDesk _desk;
    private readonly IssueOffice _issue;
    private readonly ILogger<EmbeddedBrokerHost> _logger;
    private bool _isRunning;

    public EmbeddedBrokerHost(EmbeddedBroker options, MessageDesk desk, IssueOffice issue, ILogger<EmbeddedBrokerHost> logger)
    {
        (_desk, _issue, _logger) = (desk, issue, logger);
        var build = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointPort(options.Port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Parse(options.Listen))
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithMaxPendingMessagesPerClient(1000);
        _server = new MqttServerFactory().CreateMqttServer(build.Build());
        _server.ValidatingConnectionAsync += ValidateAsync;
        _server.InterceptingPublishAsync += TakeAsync;
        _server.InterceptingSubscriptionAsync += SubscribeAsync;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _server.StartAsync();
        _isRunning = true;
        await _issue.IssueAllAsync(this, cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _isRunning = false;
        await _server.StopAsync(new MqttServerStopOptions());
    }

    public async ValueTask<bool> SendAsync(string topic, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancel)
    {
        if (!_isRunning)
            return false;
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload.ToArray())
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        await _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = Centre }, cancel);
        return true;
    }

    public void Dispose() => _server.Dispose();

    private static Task ValidateAsync(ValidatingConnectionEventArgs connection)
    {
        if (connection.ClientId.Length == 0 || connection.ClientId == Centre)
            connection.ReasonCode = MqttConnectReasonCode.ClientIdentifierNotValid;
        return Task.CompletedTask;
    }

    private static Task SubscribeAsync(InterceptingSubscriptionEventArgs subscription)
    {
        // Boxes read what is addressed to them; wildcards over points and stations would read other points' rosters.
        var levels = subscription.TopicFilter.Topic.Split('/');
        if (levels is not ["weldexam", "v1", "box", var point, var station, ..] || !TopicLevel.IsValid(point) || !TopicLevel.IsValid(station))
        {
            subscription.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
            subscription.ProcessSubscription = false;
        }

        return Task.CompletedTask;
    }

    private async Task TakeAsync(InterceptingPublishEventArgs publish)
    {
        if (publish.ClientId == Centre)
            return;
        var message = publish.ApplicationMessage;
        try
        {
            var isOurs = await _desk.TakeAsync(message.Topic, message.Payload.ToArray(), this, publish.CancellationToken);
            if (!isOurs)
                Refuse(publish, MqttPubAckReasonCode.NotAuthorized);
            else if (message.Topic.Contains("/journal/", StringComparison.Ordinal))
                publish.ProcessPublish = false; // committed: nobody else reads it
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The box keeps what it has no receipt for; a store that cannot write must not take the whole broker down with it.
            LogNotStored(exception, publish.ClientId);
            Refuse(publish, MqttPubAckReasonCode.UnspecifiedError);
        }
    }

    private static void Refuse(InterceptingPublishEventArgs publish, MqttPubAckReasonCode reason)
    {
        publish.Response.ReasonCode = reason;
        publish.ProcessPublish = false;
    }

    [LoggerMessage(EventId = 7201, Level = LogLevel.Error, Message = "A message from {Client} could not be stored")]
    private partial void LogNotStored(Exception exception, string client);
}
