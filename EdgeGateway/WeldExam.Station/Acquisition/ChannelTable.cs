using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>The signals of one station: which device channel feeds which named signal, and what each journal says of it when it opens.</summary>
public sealed class ChannelTable
{
    private readonly Dictionary<(DeviceName Device, ChannelName Channel), SignalFeed> _byDevice;

    private ChannelTable(ImmutableArray<Channel> channels, Dictionary<(DeviceName Device, ChannelName Channel), SignalFeed> byDevice) =>
        (Channels, _byDevice) = (channels, byDevice);

    /// <summary>All signals, numbered from 0.</summary>
    public ImmutableArray<Channel> Channels { get; }

    /// <summary>Numbers the signals of all devices in the order given.</summary>
    public static ChannelTable Of(IEnumerable<StationDevice> devices)
    {
        var channels = ImmutableArray.CreateBuilder<Channel>();
        var byDevice = new Dictionary<(DeviceName Device, ChannelName Channel), SignalFeed>();
        foreach (var device in devices)
        {
            foreach (var profile in device.Profile.Channels)
            {
                if (!device.Signals.TryGetValue(profile.Name, out var use))
                    continue;
                var channel = ChannelOf(channels.Count, use.Signal, device, profile);
                channels.Add(channel);
                byDevice.Add((device.Name, profile.Name), new(channel, use.Inverted));
            }
        }

        return new(channels.ToImmutable(), byDevice);
    }

    /// <summary>The signal that a device channel feeds; null when nobody asked for it.</summary>
    public SignalFeed? Find(DeviceName device, ChannelName channel) => _byDevice.GetValueOrDefault((device, channel));

    /// <summary>The signal of that name; null when the station has none.</summary>
    public Channel? Find(string signal) => Channels.FirstOrDefault(channel => channel.Signal == signal);

    /// <summary>The same channels as a part at one rig names them: that rig's by the names of papers, those of others as the station does.</summary>
    public ChannelTable At(Rig rig)
    {
        var here = rig.Signals.ToDictionary(pair => pair.Value, pair => pair.Key);
        return With(channel => here.TryGetValue(channel.Signal, out var signal) ? channel with { Signal = signal } : channel);
    }

    /// <summary>What of a part's table still holds, for a part that is taken up: a channel that the configuration now says otherwise feeds it
    /// no longer, for its numbers would be read by the old words.</summary>
    public ChannelTable Holding(ImmutableArray<Channel> declared)
    {
        var feeds = _byDevice.Where(feed => declared.Any(channel => IsSame(feed.Value.Channel, channel))).ToDictionary(feed => feed.Key, feed => feed.Value);
        return new(declared, feeds);
    }

    private static bool IsSame(Channel now, Channel declared) => now == declared with { Waveform = declared.Waveform ?? now.Waveform };

    private ChannelTable With(Func<Channel, Channel> change) => new(
        [.. Channels.Select(change)], _byDevice.ToDictionary(feed => feed.Key, feed => feed.Value with { Channel = change(feed.Value.Channel) }));

    private static Channel ChannelOf(int id, string signal, StationDevice device, ChannelProfile profile) => new(
        id,
        signal,
        device.Name.ToString(),
        profile.Kind == Drivers.Profiles.ChannelKind.Digital ? Exam.Signals.ChannelKind.Switch : Exam.Signals.ChannelKind.Analog,
        profile.Unit,
        profile.Scale.Exponent,
        new Uncertainty(profile.Uncertainty.OfReadingPpm, profile.Uncertainty.Absolute),
        profile.Period ?? device.Period,
        new SpanRange(profile.Refresh.Min, profile.Refresh.Max),
        new SpanRange(profile.Delay.Min, profile.Delay.Max),
        (PowerSource)profile.PoweredBy,
        device.CalibrationDue,
        Hash256.TryParse(device.Profile.Hash.Hex, out var hash) ? hash : default)
    {
        Waveform = profile.Kind == Drivers.Profiles.ChannelKind.Digital ? null : (Exam.Signals.Waveform)profile.Waveform,
    };
}

/// <summary>One device of a station as configured.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Profile">What its model is.</param>
/// <param name="Period">How often it is polled.</param>
/// <param name="CalibrationDue">Last valid day of its calibration; null where nothing is calibrated.</param>
/// <param name="Signals">Which of its channels feed which signals.</param>
public sealed record StationDevice(
    DeviceName Name,
    DeviceProfile Profile,
    TimeSpan Period,
    DateOnly? CalibrationDue,
    ImmutableDictionary<ChannelName, SignalUse> Signals);

/// <summary>What a device channel is used for.</summary>
/// <param name="Signal">The signal's name, as papers use it.</param>
/// <param name="Inverted">The contact reads the opposite of what the signal names (a normally closed contact, say).</param>
public readonly record struct SignalUse(string Signal, bool Inverted);

/// <summary>The signal that a device channel feeds.</summary>
public sealed record SignalFeed(Channel Channel, bool Inverted);
