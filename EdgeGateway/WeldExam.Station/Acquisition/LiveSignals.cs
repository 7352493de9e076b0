using WeldExam.Drivers.Polling;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>The newest reading of each signal, for readiness and screens; never evidence.</summary>
public sealed class LiveSignals(ChannelTable table)
{
    private readonly Dictionary<int, LiveValue> _values = [];
    private readonly Dictionary<string, DeviceStateChange> _devices = [];

    /// <summary>Each device's last change of state.</summary>
    public IReadOnlyDictionary<string, DeviceStateChange> Devices => _devices;

    public void Take(DeviceReport report)
    {
        if (report is DeviceStateChange change)
            _devices[change.Device.ToString()] = change;
        if (report is InputEdge edge && table.Find(edge.Device, edge.Channel) is { } changed)
            _values[changed.Channel.Id] = new(edge.RestedFrom, changed.Inverted ? 1 - edge.Value : edge.Value, Quality.Good);
        if (report is not DevicePoll poll)
            return;
        foreach (var reading in poll.Readings)
        {
            if (table.Find(poll.Device, reading.Channel) is { } feed)
                _values[feed.Channel.Id] = new(poll.At, feed.Inverted ? 1 - reading.Value : reading.Value, reading.Quality);
        }
    }

    /// <summary>The newest reading if it still holds (2.5 periods), else the quality that says why there is none.</summary>
    public LiveValue Of(Channel channel, MonotonicTick now)
    {
        if (!_values.TryGetValue(channel.Id, out var value))
            return new(now, 0, Quality.LinkDown);
        return value.Quality == Quality.Good && now - value.At > channel.Period * 2.5 ? value with { Quality = Quality.Timeout } : value;
    }

    /// <summary>State of a switched signal; unknown when it is not one of the station's or not freshly read.</summary>
    public SwitchState StateOf(string signal, MonotonicTick now)
    {
        if (table.Find(signal) is not { Kind: ChannelKind.Switch } channel || Of(channel, now) is not { Quality: Quality.Good } value)
            return SwitchState.Unknown;
        return value.Value != 0 ? SwitchState.On : SwitchState.Off;
    }
}

/// <summary>One reading.</summary>
public readonly record struct LiveValue(MonotonicTick At, long Value, Quality Quality);
