using System.Threading.Channels;
using WeldExam.Uplink.Link;

namespace WeldExam.Simulation.Tests;

/// <summary>How badly a link behaves: chances of a hundred.</summary>
internal sealed record LinkFaults(int Refuses = 30, int Breaks = 2, int Drops = 10, int Repeats = 15)
{
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(120);
}

/// <summary>A broker between box and centre that drops what it acknowledged, says things twice and in another order, and breaks off.</summary>
internal sealed class SimulatedLink(LinkFaults faults, Random random, TimeProvider world, Action<BrokerMessage> deliver, CancellationToken stop) : IBrokerLink
{
    private Channel<BrokerMessage> _received = Channel.CreateBounded<BrokerMessage>(256);
    private CancellationTokenSource _lost = new(TimeSpan.Zero, world);

    public ChannelReader<BrokerMessage> Received => _received.Reader;

    public CancellationToken Lost => _lost.Token;

    public async ValueTask<ConnectOutcome> ConnectAsync(BrokerSession session, CancellationToken cancel)
    {
        await DelayAsync(cancel);
        if (Chance(faults.Refuses))
            return ConnectOutcome.Failed("simulated");
        _received = Channel.CreateBounded<BrokerMessage>(256);
        _lost = CancellationTokenSource.CreateLinkedTokenSource(stop);
        return ConnectOutcome.Connected;
    }

    public async ValueTask<PublishOutcome> PublishAsync(BrokerMessage message, CancellationToken cancel)
    {
        var lost = _lost;
        if (Chance(faults.Breaks))
            Break();
        if (!Chance(faults.Drops))
            _ = PassAsync(() => deliver(message));
        await DelayAsync(cancel);
        return lost.IsCancellationRequested ? PublishOutcome.Lost : PublishOutcome.Acknowledged;
    }

    public ValueTask DisconnectAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    /// <summary>From the centre to the box, if it comes through.</summary>
    public void Send(BrokerMessage message)
    {
        if (Chance(faults.Drops))
            return;
        var received = _received;
        _ = PassAsync(() => received.Writer.TryWrite(message));
    }

    private void Break()
    {
        _lost.Cancel();
        _received.Writer.TryComplete();
    }

    private async Task PassAsync(Action pass)
    {
        for (var times = Chance(faults.Repeats) ? 3 : 1; times > 0; times--)
        {
            await DelayAsync(CancellationToken.None);
            pass();
        }
    }

    private Task DelayAsync(CancellationToken cancel) =>
        Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, (int)LinkFaults.LongestDelay.TotalMilliseconds)), world, cancel);

    private bool Chance(int ofHundred) => random.Next(100) < ofHundred;
}
