using WeldExam.Drivers.Polling;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>The newest reading of each signal, for readiness and screens; never evidence.</summary>
public sealed class LiveSignals
{
    private readonly ChannelTable _table;
    private readonly Dictionary<int, LiveValue> _values;
    private readonly HashSet<(int Channel, bool IsOn)> _seen;
    private readonly Dictionary<string, DeviceStateChange> _devices;

    public LiveSignals(ChannelTable table)
        : this(table, [], [], [])
    {
    }

    private LiveSignals(
        ChannelTable table, Dictionary<int, LiveValue> values, HashSet<(int Channel, bool IsOn)> seen, Dictionary<string, DeviceStateChange> devices) =>
        (_table, _values, _seen, _devices) = (table, values, seen, devices);

    /// <summary>Each device's last change of state.</summary>
    public IReadOnlyDictionary<string, DeviceStateChange> Devices => _devices;

    /// <summary>The same readings by the names of another table over the same channels.</summary>
    public LiveSignals As(ChannelTable table) => new(table, _values, _seen, _devices);

    /// <summary>Whether a switched signal was seen on and off since the program started.</summary>
    public bool WasCycled(string signal) => _table.Find(signal) is { } channel && _seen.Contains((channel.Id, true)) && _seen.Contains((channel.Id, false));

    public void Take(DeviceReport report)
    {
        if (report is DeviceStateChange change)
            _devices[change.Device.ToString()] = change;
        if (report is InputEdge edge && _table.Find(edge.Device, edge.Channel) is { } changed)
            Take(changed, edge.RestedFrom, edge.Value, Quality.Good);
        if (report is not DevicePoll poll)
            return;
        foreach (var reading in poll.Readings)
        {
            if (_table.Find(poll.Device, reading.Channel) is { } feed)
                Take(feed, poll.At, reading.Value, reading.Quality);
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
        if (_table.Find(signal) is not { Kind: ChannelKind.Switch } channel || Of(channel, now) is not { Quality: Quality.Good } value)
            return SwitchState.Unknown;
        return value.Value != 0 ? SwitchState.On : SwitchState.Off;
    }

    private void Take(SignalFeed feed, MonotonicTick at, long read, Quality quality)
    {
        var value = feed.Inverted ? 1 - read : read;
        _values[feed.Channel.Id] = new(at, value, quality);
        if (feed.Channel.Kind == ChannelKind.Switch && quality == Quality.Good)
            _seen.Add((feed.Channel.Id, value != 0));
    }
}

/// <summary>One reading.</summary>
public readonly record struct LiveValue(MonotonicTick At, long Value, Quality Quality);
