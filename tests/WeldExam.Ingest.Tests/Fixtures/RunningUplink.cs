using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Contracts.Signing;
using WeldExam.Uplink;
using WeldExam.Uplink.Link;
using WeldExam.Uplink.Tests.Fixtures;

namespace WeldExam.Ingest.Tests.Fixtures;

/// <summary>A box's uplink over a real connection, with short limits.</summary>
internal sealed class RunningUplink : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly MqttBrokerLink _link;
    private readonly Task _run;

    public RunningUplink(TestBox box, int port, byte[] centreKey, MemoryOutbox outbox)
    {
        _link = new(
            new() { Host = "127.0.0.1", Port = port, ClientId = box.Name, AcknowledgementLimit = TimeSpan.FromSeconds(2), ConnectLimit = TimeSpan.FromSeconds(2) },
            TimeProvider.System,
            NullLogger<MqttBrokerLink>.Instance);
        Worker = new(
            _link,
            outbox,
            Station,
            Station,
            new Es256Suite(),
            new()
            {
                Stations = [box.Address],
                Boot = new(new Guid(1, 0, 0, new byte[8])),
                CentreKey = centreKey,
                ReceiptWait = TimeSpan.FromSeconds(1),
                StatusPeriod = TimeSpan.FromMilliseconds(500),
                FirstRetry = TimeSpan.FromMilliseconds(200),
                LongestRetry = TimeSpan.FromSeconds(1),
            },
            TimeProvider.System,
            new Random(1),
            NullLogger<UplinkWorker>.Instance);
        _run = Worker.RunAsync(_stop.Token);
    }

    public QuietStation Station { get; } = new();

    public UplinkWorker Worker { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        await _link.DisposeAsync();
        _stop.Dispose();
    }
}
