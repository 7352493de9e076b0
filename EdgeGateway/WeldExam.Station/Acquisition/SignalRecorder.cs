using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>Turns what the devices report into journal entries: analogue readings into columns, switched inputs into edges with the
/// interval in which they lie, faults into qualities and device states. Begins with nothing known, as every epoch must.</summary>
/// <param name="table">The signals of the station.</param>
/// <param name="wiring">What its wiring makes impossible; null for no rules.</param>
/// <param name="others">The currents of rigs that are not the part's.</param>
public sealed class SignalRecorder(ChannelTable table, WiringRules? wiring = null, ImmutableArray<OtherCurrent> others = default)
{
    private readonly OtherRigs _others = new(others.IsDefault ? [] : others);
    private readonly InputDoubts _doubts = new(table, wiring ?? WiringRules.None);
    private readonly Dictionary<string, SampleRows> _rows = [];
    private readonly Dictionary<int, SwitchInput> _inputs = [];
    private readonly List<StampedEntry> _ready = [];

    /// <summary>A rig that is not the part's and on which current flows; null when none is seen.</summary>
    public string? OtherRig => _others.Flows;

    /// <summary>Takes one report in the order in which the devices gave it.</summary>
    public void Take(DeviceReport report)
    {
        switch (report)
        {
            case DevicePoll poll:
                Take(poll);
                break;
            case InputEdge edge:
                Take(edge);
                break;
            case DeviceStateChange change:
                Take(change);
                break;
        }
    }

    /// <summary>Lets inputs that were not read for 2.5 periods become unknown.</summary>
    public void Advance(MonotonicTick now)
    {
        foreach (var input in _inputs.Values)
        {
            if (input.Expire(now) is { } entry)
                Ready(entry);
        }

        Doubt(now);
    }

    /// <summary>Takes everything that waits to be recorded, samples last.</summary>
    public IReadOnlyList<StampedEntry> Drain()
    {
        var entries = new List<StampedEntry>(_ready);
        _ready.Clear();
        foreach (var rows in _rows.Values)
            entries.AddRange(rows.Drain());
        return entries;
    }

    private void Take(DeviceStateChange change)
    {
        var (device, cause) = (change.Device.ToString(), CauseOf(change.To));
        _ready.Add(new(change.At, new DeviceStateChanged(device, cause == Quality.Good, cause, change.Cause)));
        if (cause == Quality.Good)
            return;
        foreach (var input in _inputs.Values.Where(input => input.Device == device))
        {
            if (input.Lose(change.At, cause) is { } entry)
                Ready(entry);
        }
    }

    private void Take(DevicePoll poll)
    {
        var answered = poll.At + (poll.At - poll.Asked);
        List<Sample>? samples = null;
        foreach (var reading in poll.Readings)
        {
            if (table.Find(poll.Device, reading.Channel) is not { } feed)
                continue;
            if (feed.Channel.Kind == ChannelKind.Analog)
            {
                (samples ??= []).Add(new(feed.Channel.Id, reading.Value, reading.Quality, reading.IsRepeat));
                _doubts.Take(feed.Channel, reading.Value, reading.Quality, answered);
                if (_others.Take(feed.Channel.Id, reading.Value, reading.Quality, poll.At) is { } current)
                    _ready.Add(current);
            }
            else if (InputOf(feed.Channel).Take(poll.Asked, answered, feed.Inverted ? 1 - reading.Value : reading.Value, reading.Quality) is { } edge)
                Ready(edge);
        }

        Doubt(answered);

        if (samples is not null)
            RowsOf(poll.Device.ToString(), samples).Add(poll.At, [.. samples.Select(Believed)]);
    }

    private Sample Believed(Sample sample) =>
        sample.Quality == Quality.Good && _doubts.IsDoubted(sample.Channel) ? new(sample.Channel, 0, Quality.Implausible, IsRepeat: false) : sample;

    private void Take(InputEdge edge)
    {
        if (table.Find(edge.Device, edge.Channel) is { } feed && InputOf(feed.Channel).Take(edge, feed.Inverted ? 1 - edge.Value : edge.Value) is { } entry)
            Ready(entry);
    }

    private void Ready(StampedEntry entry)
    {
        _doubts.Take((InputChanged)entry.Entry, entry.At);
        _ready.Add(entry);
    }

    private void Doubt(MonotonicTick now)
    {
        foreach (var (doubt, since) in _doubts.Find(now))
        {
            _ready.Add(new(now, doubt));
            foreach (var channel in doubt.Channels)
            {
                if (_inputs.TryGetValue(channel, out var input) && input.Doubt(since, now) is { } entry)
                    _ready.Add(entry);
            }
        }
    }

    private SwitchInput InputOf(Channel channel)
    {
        if (!_inputs.TryGetValue(channel.Id, out var input))
            _inputs[channel.Id] = input = new(channel);
        return input;
    }

    private SampleRows RowsOf(string device, List<Sample> samples)
    {
        var key = $"{device}/{samples[0].Channel}";
        if (!_rows.TryGetValue(key, out var rows))
            _rows[key] = rows = new([.. samples.Select(sample => sample.Channel)]);
        return rows;
    }

    private static Quality CauseOf(DeviceState state) => state switch
    {
        DeviceState.Answering => Quality.Good,
        DeviceState.LinkDown => Quality.LinkDown,
        DeviceState.SwitchedOff => Quality.ExpectedAbsence,
        DeviceState.Disturbed => Quality.Crc,
        DeviceState.Refusing => Quality.Exception,
        _ => Quality.Timeout,
    };
}
