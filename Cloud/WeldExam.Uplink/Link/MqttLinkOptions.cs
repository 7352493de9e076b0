namespace WeldExam.Uplink.Link;

/// <summary>How the broker is reached, and the limits that MQTTnet leaves to us (docs/decisions/0006).</summary>
public sealed record MqttLinkOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 1883;

    /// <summary>Never empty: MQTTnet's server refuses it.</summary>
    public required string ClientId { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>TLS with the system's trust, or with <see cref="AuthorityPem"/> alone.</summary>
    public bool UseTls { get; init; }

    /// <summary>The authority that signed the broker's certificate, PEM text.</summary>
    public string? AuthorityPem { get; init; }

    /// <summary>Publishes in flight, at most 64: the library ignores what the broker can take.</summary>
    public int Window { get; init; } = 64;

    /// <summary>An acknowledgement older than this means that the link is half open: the client is thrown away.</summary>
    public TimeSpan AcknowledgementLimit { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages handed over and not yet taken.</summary>
    public int ReceiveCapacity { get; init; } = 64;

    /// <summary>What is wrong with the options; null when nothing is.</summary>
    public string? Fault() =>
        Host.Length == 0 ? "host is empty"
        : Port is < 1 or > 65535 ? "port is not 1 … 65535"
        : ClientId.Length == 0 ? "client id is empty"
        : Window is < 1 or > 64 ? "window is not 1 … 64"
        : ReceiveCapacity < 1 ? "receive capacity is not positive"
        : AcknowledgementLimit <= TimeSpan.Zero || ConnectLimit <= TimeSpan.Zero || KeepAlive < TimeSpan.FromSeconds(1) ? "a time limit is not positive"
        : null;
}
