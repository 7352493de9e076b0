using System.Threading.Channels;
using WeldExam.Uplink.Link;

namespace WeldExam.Uplink.Tests.Fixtures;

/// <summary>A broker in memory that does what the test says.</summary>
internal sealed class ScriptedLink : IBrokerLink, IDisposable
{
    private CancellationTokenSource _lost = new();
    private Channel<BrokerMessage> _received = Channel.CreateBounded<BrokerMessage>(64);

    public bool IsUp { get; set; } = true;

    public int Connections { get; private set; }

    public List<BrokerMessage> Published { get; } = [];

    /// <summary>What the other side does with a message.</summary>
    public Action<BrokerMessage>? OnPublish { get; set; }

    public BrokerSession? Session { get; private set; }

    public ChannelReader<BrokerMessage> Received => _received.Reader;

    public CancellationToken Lost => _lost.Token;

    public IEnumerable<BrokerMessage> Blocks => Published.Where(message => message.Topic.Contains("/journal/", StringComparison.Ordinal));

    public ValueTask<ConnectOutcome> ConnectAsync(BrokerSession session, CancellationToken cancel)
    {
        if (!IsUp)
            return new(ConnectOutcome.Failed("refused"));
        (_lost, _received, Session) = (new(), Channel.CreateBounded<BrokerMessage>(64), session);
        Connections++;
        return new(ConnectOutcome.Connected);
    }

    public ValueTask<PublishOutcome> PublishAsync(BrokerMessage message, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Published.Add(message);
        OnPublish?.Invoke(message);
        return new(Lost.IsCancellationRequested ? PublishOutcome.Lost : PublishOutcome.Acknowledged);
    }

    public ValueTask DisconnectAsync(CancellationToken cancel)
    {
        Lose();
        return ValueTask.CompletedTask;
    }

    public void Deliver(BrokerMessage message) => Assert.True(_received.Writer.TryWrite(message));

    public void Lose()
    {
        _received.Writer.TryComplete();
        _lost.Cancel();
    }

    public void Dispose() => _lost.Dispose();
}
