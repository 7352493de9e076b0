using MQTTnet;
using MQTTnet.Diagnostics.PacketInspection;

namespace WeldExam.Uplink.Tests.Fixtures;

/// <summary>The library's client at the moment its link goes: connects, and each publish ends as the test says.</summary>
internal sealed class FailingClient(Func<Task<MqttClientPublishResult>> publish) : IMqttClient
{
    public event Func<MqttApplicationMessageReceivedEventArgs, Task>? ApplicationMessageReceivedAsync;

    public event Func<MqttClientConnectedEventArgs, Task>? ConnectedAsync;

    public event Func<MqttClientConnectingEventArgs, Task>? ConnectingAsync;

    public event Func<MqttClientDisconnectedEventArgs, Task>? DisconnectedAsync;

    public event Func<InspectMqttPacketEventArgs, Task>? InspectPacketAsync;

    public bool IsConnected => !IsDisposed && ApplicationMessageReceivedAsync is not null && DisconnectedAsync is not null;

    public bool IsDisposed { get; private set; }

    public MqttClientOptions Options { get; private set; } = new();

    public Task<MqttClientConnectResult> ConnectAsync(MqttClientOptions options, CancellationToken cancellationToken = default)
    {
        (Options, _) = (options, (ConnectedAsync, ConnectingAsync, InspectPacketAsync));
        return Task.FromResult(new MqttClientConnectResult());
    }

    public Task DisconnectAsync(MqttClientDisconnectOptions options, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task PingAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<MqttClientPublishResult> PublishAsync(MqttApplicationMessage applicationMessage, CancellationToken cancellationToken = default) => publish();

    public Task SendEnhancedAuthenticationExchangeDataAsync(MqttEnhancedAuthenticationExchangeData data, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<MqttClientSubscribeResult> SubscribeAsync(MqttClientSubscribeOptions options, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<MqttClientUnsubscribeResult> UnsubscribeAsync(MqttClientUnsubscribeOptions options, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public void Dispose() => IsDisposed = true;
}
