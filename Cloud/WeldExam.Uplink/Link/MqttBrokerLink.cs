using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace WeldExam.Uplink.Link;

/// <summary>MQTT 5 over MQTTnet 5.2, with what that library does not do (docs/decisions/0006): a window, a limit on the age of each acknowledgement
/// that throws the client away, a buffer without the cliff at 64 KiB, a bounded hand-off on receive. Every connection is a new client.</summary>
public sealed partial class MqttBrokerLink : IBrokerLink, IAsyncDisposable
{
    private readonly MqttLinkOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<MqttBrokerLink> _logger;
    private readonly Func<IMqttClient> _newClient;
    private readonly SemaphoreSlim _window;
    private MqttConnection? _connection;
    private bool _isDisposed;

    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public MqttBrokerLink(MqttLinkOptions options, TimeProvider clock, ILogger<MqttBrokerLink> logger)
        : this(options, clock, logger, () => new MqttClientFactory().CreateMqttClient())
    {
    }

    /// <summary>With clients that fail when a test says so.</summary>
    internal MqttBrokerLink(MqttLinkOptions options, TimeProvider clock, ILogger<MqttBrokerLink> logger, Func<IMqttClient> newClient)
    {
        if (options.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        (_options, _clock, _logger, _newClient) = (options, clock, logger, newClient);
        _window = new(options.Window, options.Window);
    }

    public ChannelReader<BrokerMessage> Received => _connection?.Received.Reader ?? MqttConnection.Nothing;

    public CancellationToken Lost => _connection?.Lost ?? new(canceled: true);

    public async ValueTask<ConnectOutcome> ConnectAsync(BrokerSession session, CancellationToken cancel)
    {
        _connection?.Dispose();
        var connection = _connection = new MqttConnection(_options.ReceiveCapacity, _newClient());
        connection.Client.ApplicationMessageReceivedAsync += connection.HandOverAsync;
        connection.Client.DisconnectedAsync += _ =>
        {
            connection.Dispose();
            return Task.CompletedTask;
        };
        using var limit = new CancellationTokenSource(_options.ConnectLimit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        var outcome = await TryConnectAsync(connection.Client, session, either.Token, cancel);
        if (!outcome.IsConnected)
            connection.Dispose();
        return outcome;
    }

    public async ValueTask<PublishOutcome> PublishAsync(BrokerMessage message, CancellationToken cancel)
    {
        if (_connection is not { } connection || connection.Lost.IsCancellationRequested)
            return PublishOutcome.Lost;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(connection.Lost, cancel);
        try
        {
            await _window.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return PublishOutcome.Lost;
        }

        try
        {
            // The token alone does not free a write that is stuck in the socket: the wait has its own limit.
            var result = await connection.Client.PublishAsync(Mqtt.Of(message), either.Token).WaitAsync(_options.AcknowledgementLimit, _clock, either.Token);
            return result.IsSuccess ? PublishOutcome.Acknowledged : PublishOutcome.Refused;
        }
        catch (TimeoutException)
        {
            LogHalfOpen(_options.AcknowledgementLimit);
            connection.Dispose();
            return PublishOutcome.Lost;
        }
        catch (Exception exception) when (IsLinkFault(exception) && !(exception is OperationCanceledException && cancel.IsCancellationRequested))
        {
            // Callers cancel when the link is lost: the library's fault may come after that, and is no more than the loss itself.
            connection.Dispose();
            return PublishOutcome.Lost;
        }
        finally
        {
            _window.Release();
        }
    }

    public async ValueTask DisconnectAsync(CancellationToken cancel)
    {
        if (_connection is not { } connection)
            return;
        _connection = null;
        try
        {
            if (!connection.Lost.IsCancellationRequested)
                await connection.Client.DisconnectAsync(new MqttClientDisconnectOptions(), cancel).WaitAsync(_options.AcknowledgementLimit, _clock, cancel);
        }
        catch (Exception exception) when (IsLinkFault(exception) || exception is TimeoutException)
        {
            LogLeave(exception.Message);
        }
        finally
        {
            connection.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _connection?.Dispose();
        _connection = null;
        for (var i = 0; i < _options.Window; i++)
            await _window.WaitAsync(); // publishes end with the connection and give their places back
        _window.Dispose();
    }

    private static bool IsLinkFault(Exception exception) => exception
        is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or ObjectDisposedException
        or IOException or InvalidOperationException;

    private async ValueTask<ConnectOutcome> TryConnectAsync(IMqttClient client, BrokerSession session, CancellationToken either, CancellationToken cancel)
    {
        try
        {
            var connected = await client.ConnectAsync(Mqtt.Of(_options, session.Will), either).WaitAsync(either);
            if (connected.ResultCode != MqttClientConnectResultCode.Success)
                return ConnectOutcome.Failed($"the broker refuses: {connected.ResultCode} {connected.ReasonString}");
            if (session.Subscriptions.IsEmpty)
                return ConnectOutcome.Connected;
            var subscribe = new MqttClientSubscribeOptionsBuilder();
            foreach (var filter in session.Subscriptions)
                subscribe.WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce);
            var granted = await client.SubscribeAsync(subscribe.Build(), either).WaitAsync(either);
            var refused = granted.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2);
            return refused is null ? ConnectOutcome.Connected : ConnectOutcome.Failed($"the broker refuses {refused.TopicFilter.Topic}: {refused.ResultCode}");
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (IsLinkFault(exception) || exception is TimeoutException)
        {
            return ConnectOutcome.Failed(exception.GetBaseException().Message);
        }
    }

    [LoggerMessage(EventId = 6001, Level = LogLevel.Warning, Message = "No acknowledgement within {Limit}: the link is half open and given up")]
    private partial void LogHalfOpen(TimeSpan limit);

    [LoggerMessage(EventId = 6002, Level = LogLevel.Debug, Message = "Leaving the broker: {Reason}")]
    private partial void LogLeave(string reason);
}
