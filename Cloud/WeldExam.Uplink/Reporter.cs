using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Topics;
using WeldExam.Uplink.Link;
using WeldExam.Uplink.Reports;

namespace WeldExam.Uplink;

/// <summary>Status, readiness and live values: advisory, each with the boot and a sequence, none believed for long.</summary>
internal sealed class Reporter(IBrokerLink link, IJournalOutbox outbox, IStationReports reports, UplinkOptions options, TimeProvider clock)
{
    private readonly string _boot = options.Boot.ToString();
    private long _sequence;

    /// <summary>MQTT knows one will per connection: the first station's. The others' statuses run out.</summary>
    public BrokerMessage Will => Status(options.Stations[0], BoxStatus.Will(_boot));

    public async Task StatusAsync(CancellationToken ended)
    {
        using var grid = new PeriodicTimer(options.StatusPeriod, clock);
        do
        {
            var until = clock.GetUtcNow() + options.StatusValidity;
            var pending = outbox.Pending().Sum(journal => journal.Durable - journal.Confirmed);
            foreach (var station in options.Stations)
            {
                await link.PublishAsync(Status(station, new(_boot, Gone: false, ++_sequence, until, pending)), ended);
                var tasks = reports.Readiness(station);
                if (!tasks.IsDefaultOrEmpty)
                    await link.PublishAsync(new(new ReadinessTopic(station).ToString(), new BoxReadiness(_boot, ++_sequence, until, tasks).ToJson(), IsRetained: true), ended);
            }
        }
        while (await grid.WaitForNextTickAsync(ended));
    }

    public async Task LiveAsync(CancellationToken ended)
    {
        foreach (var station in options.Stations)
        {
            if (reports.Live(station) is not { } live)
                continue;
            var message = new BoxLive(_boot, ++_sequence, clock.GetUtcNow(), live.Journal, live.Phase, live.Points, live.Signals);
            await link.PublishAsync(new(new LiveTopic(station).ToString(), message.ToJson(), Delivery.AtMostOnce), ended);
        }
    }

    public async Task GoneAsync(CancellationToken cancel)
    {
        foreach (var station in options.Stations)
            await link.PublishAsync(Status(station, BoxStatus.Will(_boot)), cancel);
    }

    private static BrokerMessage Status(BoxAddress station, BoxStatus status) =>
        new(new StatusTopic(station).ToString(), status.ToJson(), IsRetained: true);
}
