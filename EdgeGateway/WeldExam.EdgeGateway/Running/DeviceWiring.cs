using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.I2c;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.Exam.Outputs;

namespace WeldExam.EdgeGateway.Running;

/// <summary>A station's devices as their profiles and its configuration together make them; nothing is opened here.</summary>
internal static class DeviceWiring
{
    /// <summary>The profile of one instrument. The configuration must have passed <see cref="ProblemsOf"/>.</summary>
    public static DeviceProfile ProfileOf(DeviceConfig device, IReadOnlyDictionary<string, DeviceProfile> profiles) =>
        profiles[device.Profile].Moved(device.Base)!.With(device.Measured);

    /// <summary>The channels that feed signals: others are not polled.</summary>
    public static ImmutableArray<ChannelProfile> ChannelsOf(DeviceConfig device, DeviceProfile profile) =>
        [.. profile.Channels.Where(channel => device.Signals.ContainsKey(channel.Name))];

    /// <summary>What goes before all else on its bus: emergency stop and over-current.</summary>
    public static ImmutableHashSet<ChannelName> SafetyInputsOf(DeviceConfig device) =>
        [.. device.Signals.Where(pair => pair.Value.Signal is Arming.EmergencyStopSignal or Arming.OverCurrentSignal).Select(pair => pair.Key)];

    public static TimeSpan PeriodOf(DeviceConfig device, DeviceProfile profile) => device.Period ?? profile.Poll.Period;

    public static SerialSettings SettingsOf(BusConfig bus, IReadOnlyDictionary<string, DeviceProfile> profiles) =>
        bus.Serial ?? profiles[bus.Devices[0].Profile].Link.Serial ?? new SerialSettings();

    /// <summary>The chips of an I2C bus by their address.</summary>
    public static Dictionary<byte, I2cChip> ChipsOf(BusConfig bus, IReadOnlyDictionary<string, DeviceProfile> profiles) =>
        bus.Devices.ToDictionary(device => device.Unit, device => profiles[device.Profile].Link.Chip!);

    /// <summary>How the reads of a bus fit onto its wire.</summary>
    public static BusPlan PlanOf(BusConfig bus, IReadOnlyDictionary<string, DeviceProfile> profiles)
    {
        var devices = bus.Devices.Select(device =>
        {
            var profile = ProfileOf(device, profiles);
            return new PlannedDevice(device.Name, profile.Poll, profile.Limits, ReadPlanner.Plan(profile, ChannelsOf(device, profile), PeriodOf(device, profile)));
        });
        return BusPlan.Of([.. devices], bus.SerialPort is null ? null : SettingsOf(bus, profiles).Baud);
    }

    /// <summary>What stands against polling a station as configured.</summary>
    public static IEnumerable<string> ProblemsOf(StationConfig station, IReadOnlyDictionary<string, DeviceProfile> profiles)
    {
        foreach (var bus in station.Buses.Where(bus => bus.Gpio is null))
        {
            var wrong = bus.Devices.Select(device => (Device: device, Problem: ProblemOf(device, profiles))).Where(pair => pair.Problem is not null).ToList();
            foreach (var (device, problem) in wrong)
                yield return $"station {station.Name}, bus {bus.Name}, device {device.Name}: {problem}";
            if (wrong.Count > 0)
                continue;
            foreach (var device in bus.Devices.Where(device => (profiles[device.Profile].Link.Chip is null) != (bus.I2c is null)))
                yield return $"station {station.Name}, bus {bus.Name}, device {device.Name}: profile '{device.Profile}' is for {(bus.I2c is null ? "an I2C bus" : "no I2C bus")}";
            foreach (var twice in bus.Devices.Where(_ => bus.I2c is not null).GroupBy(device => device.Unit).Where(group => group.Count() > 1))
                yield return $"station {station.Name}, bus {bus.Name}: two chips have address 0x{twice.Key:X2}";
            foreach (var fault in PlanOf(bus, profiles).Faults)
                yield return $"station {station.Name}, bus {bus.Name}: {fault}";
        }

        foreach (var problem in SignalWiring.ProblemsOf(station, profiles))
            yield return $"station {station.Name}: {problem}";
    }

    private static string? ProblemOf(DeviceConfig device, IReadOnlyDictionary<string, DeviceProfile> profiles)
    {
        if (!profiles.TryGetValue(device.Profile, out var profile))
            return $"no profile '{device.Profile}'; there are {string.Join(", ", profiles.Keys.Order(StringComparer.Ordinal))}";
        var unknown = device.Signals.Keys.Where(channel => !profile.Channels.Any(known => known.Name == channel && known.Kind != ChannelKind.Text)).ToList();
        if (unknown.Count > 0)
            return $"profile '{device.Profile}' has no channel {string.Join(", ", unknown)}";
        if (profile.Moved(device.Base) is null)
            return $"with a base of {device.Base} the map reaches past the last address";
        if (OutputProblemOf(device, profile) is { } refused)
            return refused;
        return device.Measured.Select(measurement => measurement.ProblemWith(profile)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Only a coil of a board that does nothing but switch is ever written: never a welding machine, never a meter.</summary>
    private static string? OutputProblemOf(DeviceConfig device, DeviceProfile profile)
    {
        foreach (var output in device.Outputs)
        {
            if (profile.Channels.Any(channel => channel.Kind == ChannelKind.Analog))
                return $"profile '{device.Profile}' measures: nothing is ever written to a meter or a welding machine";
            if (!profile.Channels.Any(channel => channel.Name == output.Coil && channel.From == RegisterKind.Coil))
                return $"profile '{device.Profile}' has no coil {output.Coil}";
        }

        return null;
    }
}
