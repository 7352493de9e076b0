using System.Collections.Concurrent;
using System.Net;
using MQTTnet.Server;

namespace WeldExam.Ingest.Tests.Fixtures;

/// <summary>A real broker that acknowledges every publish and delivers none.</summary>
internal sealed class DroppingBroker : IAsyncDisposable
{
    private readonly MqttServer _server;

    private DroppingBroker(int port)
    {
        _server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .Build());
        _server.InterceptingPublishAsync += publish =>
        {
            publish.ProcessPublish = false; // the acknowledgement is success all the same
            Taken.Add((publish.ApplicationMessage.Topic, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Buffers.BuffersExtensions.ToArray(publish.ApplicationMessage.Payload)))));
            return Task.CompletedTask;
        };
    }

    /// <summary>What was acknowledged: topic and hash.</summary>
    public ConcurrentBag<(string Topic, string Hash)> Taken { get; } = [];

    public static async Task<DroppingBroker> StartAsync(int port)
    {
        var broker = new DroppingBroker(port);
        await broker._server.StartAsync();
        return broker;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new MqttServerStopOptions());
        _server.Dispose();
    }
}
