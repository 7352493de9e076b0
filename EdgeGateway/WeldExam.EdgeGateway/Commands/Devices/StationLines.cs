using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;

namespace WeldExam.EdgeGateway.Commands.Devices;

/// <summary>What a sound configuration means, for whoever wired the station: its rigs, and what each meter reads.</summary>
internal static class StationLines
{
    public static IEnumerable<string> Of(StationConfig station, IReadOnlyDictionary<string, DeviceProfile> profiles)
    {
        foreach (var rig in station.Rigs)
        {
            var signals = string.Join(", ", rig.Signals.Select(pair => $"{pair.Key} = {pair.Value}"));
            yield return "  " + Spoken.Line("check.rig", station.Name, rig.Name, string.Join(", ", rig.Tasks), rig.Processes.IsEmpty ? "–" : string.Join(", ", rig.Processes), signals);
        }

        foreach (var meter in SignalWiring.MetersOf(station, profiles))
            yield return "  " + Spoken.Line(meter.IsAlternating ? "check.meterAc" : "check.meterDc", station.Name, meter.Signal, meter.Device);
    }
}
