using System.Buffers;
using System.Threading.Channels;
using MQTTnet;

namespace WeldExam.Uplink.Link;

/// <summary>One client from its making to its loss. Disposing it is losing it; both may happen from any side, once.</summary>
internal sealed class MqttConnection : IDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private int _isLost;

    public MqttConnection(int capacity, IMqttClient client)
    {
        Client = client;
        Lost = _lost.Token;
        Received = Channel.CreateBounded<BrokerMessage>(new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    }

    public static ChannelReader<BrokerMessage> Nothing { get; } = Completed();

    public IMqttClient Client { get; }

    public Channel<BrokerMessage> Received { get; }

    public CancellationToken Lost { get; }

    /// <summary>Runs on the library's context. While the hand-off is full the broker gets no acknowledgement and, by our receive maximum, stops sending.</summary>
    public async Task HandOverAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        var message = received.ApplicationMessage;
        try
        {
            await Received.Writer.WriteAsync(
                new(message.Topic, message.Payload.ToArray(), (Delivery)message.QualityOfServiceLevel, message.Retain), Lost);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            received.ProcessingFailed = true;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isLost, 1) != 0)
            return;
        Received.Writer.TryComplete();
        _lost.Cancel();
        Client.Dispose();
        _lost.Dispose();
    }

    private static ChannelReader<BrokerMessage> Completed()
    {
        var nothing = Channel.CreateBounded<BrokerMessage>(1);
        nothing.Writer.Complete();
        return nothing.Reader;
    }
}
