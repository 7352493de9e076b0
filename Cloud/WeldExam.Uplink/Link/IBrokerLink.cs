using System.Threading.Channels;

namespace WeldExam.Uplink.Link;

/// <summary>A connection to a broker that can be lost at any time. After a loss it is connected anew; nothing carries over.</summary>
public interface IBrokerLink
{
    /// <summary>Tries once, subscriptions included. Ends any earlier connection.</summary>
    ValueTask<ConnectOutcome> ConnectAsync(BrokerSession session, CancellationToken cancel);

    /// <summary>Publishes and waits for the broker's answer; holds back while too many are in flight.</summary>
    ValueTask<PublishOutcome> PublishAsync(BrokerMessage message, CancellationToken cancel);

    /// <summary>What arrives on the present connection: bounded, and the broker waits while it is full. Completes when the connection is lost.</summary>
    ChannelReader<BrokerMessage> Received { get; }

    /// <summary>Cancelled when the present connection is lost.</summary>
    CancellationToken Lost { get; }

    /// <summary>Takes leave; the will is not sent.</summary>
    ValueTask DisconnectAsync(CancellationToken cancel);
}
