using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.Station.Acquisition;

namespace WeldExam.EdgeGateway.Running;

/// <summary>What a station's signals are, whichever kind of bus they come by: which of them tell of supplies, and what its rules and rigs ask of them.</summary>
internal static class SignalWiring
{
    private static readonly ImmutableDictionary<string, PoweredBy> Supplied = new Dictionary<string, PoweredBy>(StringComparer.Ordinal)
    {
        ["main"] = PoweredBy.Main,
        ["rcd"] = PoweredBy.Rcd,
        ["machine"] = PoweredBy.Machine,
    }.ToImmutableDictionary();

    /// <summary>What the signals <c>main</c>, <c>rcd</c> and <c>machine</c>, of the station or of its rigs, say of the supplies.</summary>
    public static Supplies SuppliesOf(StationConfig station, IReadOnlyDictionary<string, DeviceProfile> profiles)
    {
        var contacts = new Dictionary<(DeviceName Device, ChannelName Channel), SupplyContact>();
        foreach (var wired in Of(station, profiles).Where(wired => wired.Channel.Kind == ChannelKind.Digital))
        {
            var (rig, signal) = station.Rigs.SelectMany(rig => rig.Signals.Where(pair => pair.Value == wired.Use.Signal).Select(pair => (Rig: (string?)rig.Name, pair.Key)))
                .FirstOrDefault((null, wired.Use.Signal));
            if (Supplied.TryGetValue(signal, out var supply))
                contacts[(wired.Device, wired.Channel.Name)] = new(supply, wired.Use.Inverted, wired.Channel.Period ?? wired.Period) { Rig = rig };
        }

        var rigs = Of(station, profiles).GroupBy(wired => wired.Device).Select(device => (Device: device.Key, Rigs: RigsOf(station, device)))
            .Where(pair => pair.Rigs is [_]).ToDictionary(pair => pair.Device, pair => pair.Rigs[0]);
        return new(contacts, rigs);
    }

    /// <summary>What stands against the station's rules and rigs. Its devices must be sound.</summary>
    public static IEnumerable<string> ProblemsOf(StationConfig station, IReadOnlyDictionary<string, DeviceProfile> profiles)
    {
        var signals = Of(station, profiles).ToList();
        foreach (var name in station.Wiring.Within.Keys.Concat(station.Wiring.Within.Values).Concat(station.Wiring.Cycle).Concat(station.Wiring.Only.Select(only => only.Switch)).Distinct())
        {
            if (signals.Exists(wired => wired.Use.Signal == name && wired.Channel.Kind == ChannelKind.Analog))
                yield return $"wiring: '{name}' is measured, where a switched signal belongs; what is measured stands under 'only'";
        }

        foreach (var name in station.Wiring.Only.Select(only => only.Signal).Distinct())
        {
            if (signals.Exists(wired => wired.Use.Signal == name && wired.Channel.Kind == ChannelKind.Digital))
                yield return $"wiring.only: '{name}' is a switched signal; such stand under 'within'";
        }

        foreach (var rig in station.Rigs)
        {
            foreach (var wired in signals.Where(wired => wired.Use.Signal == rig.Current && (int)wired.Channel.Waveform != (int?)rig.Waveform && rig.Waveform is not null))
                yield return $"rig {rig.Name}: its machine gives {Spelled(rig.Waveform == Exam.Signals.Waveform.AcTrueRms)}, and {wired.Device} measures {Spelled(wired.Channel.Waveform == Waveform.AcTrueRms)}";
        }

        foreach (var device in signals.GroupBy(wired => wired.Device))
        {
            if (RigsOf(station, device) is [_, _, ..] rigs && device.Any(wired => wired.Channel.PoweredBy == PoweredBy.Machine))
                yield return $"device {device.Key}: poweredBy machine, and it serves rigs {string.Join(", ", rigs)}: whose machine feeds it cannot be told";
        }
    }

    /// <summary>The measured signals of a sound station, and what their meters read.</summary>
    public static IEnumerable<(string Signal, DeviceName Device, bool IsAlternating)> MetersOf(StationConfig station, IReadOnlyDictionary<string, DeviceProfile> profiles) =>
        from wired in Of(station, profiles)
        where wired.Channel.Kind == ChannelKind.Analog
        select (wired.Use.Signal, wired.Device, wired.Channel.Waveform == Waveform.AcTrueRms);

    private static string Spelled(bool isAlternating) => isAlternating ? "ac-true-rms" : "dc";

    private static List<string> RigsOf(StationConfig station, IEnumerable<WiredSignal> device) =>
        [.. station.Rigs.Where(rig => device.Any(wired => rig.Signals.ContainsValue(wired.Use.Signal))).Select(rig => rig.Name)];

    private static IEnumerable<WiredSignal> Of(StationConfig station, IReadOnlyDictionary<string, DeviceProfile> profiles)
    {
        foreach (var bus in station.Buses)
        {
            foreach (var device in bus.Devices)
            {
                if (!profiles.ContainsKey(device.Profile) || profiles[device.Profile].Moved(device.Base) is null)
                    continue;
                var profile = DeviceWiring.ProfileOf(device, profiles);
                foreach (var channel in DeviceWiring.ChannelsOf(device, profile))
                    yield return new(device.Name, channel, device.Signals[channel.Name], DeviceWiring.PeriodOf(device, profile));
            }

            if (bus.Gpio is not { Bank: { } bank } gpio)
                continue;
            foreach (var channel in bank.Profile.Channels)
                yield return new(bank.Device, channel, gpio.Signals[channel.Name], bank.ReadingPeriod);
        }
    }

    private readonly record struct WiredSignal(DeviceName Device, ChannelProfile Channel, SignalUse Use, TimeSpan Period);
}
