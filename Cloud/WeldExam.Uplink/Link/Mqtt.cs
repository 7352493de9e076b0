using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace WeldExam.Uplink.Link;

/// <summary>Our options and messages as MQTTnet's.</summary>
internal static class Mqtt
{
    /// <summary>With the default of 8192, messages of 64 KiB and more are hundreds of times slower (docs/decisions/0006).</summary>
    private const int BufferSize = 262_144;

    public static MqttApplicationMessage Of(BrokerMessage message) => new MqttApplicationMessageBuilder()
        .WithTopic(message.Topic)
        .WithPayload(message.Payload.ToArray())
        .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)message.Delivery)
        .WithRetainFlag(message.IsRetained)
        .Build();

    public static MqttClientOptions Of(MqttLinkOptions options, BrokerMessage? will)
    {
        var build = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(options.Host, options.Port)
            .WithClientId(options.ClientId)
            .WithCleanStart()
            .WithSessionExpiryInterval(0)
            .WithReceiveMaximum((ushort)Math.Min(options.ReceiveCapacity, ushort.MaxValue))
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.AcknowledgementLimit);
        if (options.User is not null)
            build.WithCredentials(options.User, options.Password ?? string.Empty);
        if (options.UseTls)
            build.WithTlsOptions(tls => Trust(tls, options));
        if (will is not null)
        {
            build.WithWillTopic(will.Topic)
                .WithWillPayload(will.Payload.ToArray())
                .WithWillRetain(will.IsRetained)
                .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)will.Delivery);
        }

        var built = build.Build();
        var tcp = (MqttClientTcpOptions)built.ChannelOptions;
        tcp.BufferSize = BufferSize;
        tcp.NoDelay = true;
        return built;
    }

    private static void Trust(MqttClientTlsOptionsBuilder tls, MqttLinkOptions options)
    {
        tls.UseTls().WithTargetHost(options.Host);
        if (options.AuthorityPem is not { } pem)
            return;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        tls.WithTrustChain(authorities);
    }
}
