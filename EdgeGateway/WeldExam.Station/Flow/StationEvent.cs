using System.Threading.Channels;
using WeldExam.Drivers.Polling;

namespace WeldExam.Station.Flow;

/// <summary>What a station's loop reacts to, one after another.</summary>
internal abstract record StationEvent
{
    private protected StationEvent()
    {
    }

    public sealed record Reported(DeviceReport Report) : StationEvent;

    /// <param name="Run">Executes the command on the loop.</param>
    public sealed record Asked(Action Run) : StationEvent;

    public sealed record Tick : StationEvent;
}

/// <summary>Lets bus pollers write into the loop's channel; they wait while it is full, so no reading is dropped.</summary>
internal sealed class ReportsInto(ChannelWriter<StationEvent> events) : ChannelWriter<DeviceReport>
{
    public override bool TryWrite(DeviceReport item) => events.TryWrite(new StationEvent.Reported(item));

    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => events.WaitToWriteAsync(cancellationToken);
}
