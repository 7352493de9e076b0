using System.Globalization;
using System.Text;
using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Control;

/// <summary>What can be said to a running simulator: <c>start NAME</c>, <c>do ACT</c>, <c>status</c>, <c>scripts</c>, <c>devices</c>, <c>truth</c>.</summary>
public static class ControlLine
{
    private const string Ok = "ok";

    /// <summary>Obeys one line; the answer's last line is <c>ok</c> or begins with <c>error</c>.</summary>
    public static string Answer(SimulatedStation station, string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var (verb, rest) = space < 0 ? (line, string.Empty) : (line[..space], line[(space + 1)..].Trim());
        return verb switch
        {
            "start" => station.TryStart(rest) ? Ok : $"error: there is no script '{rest}'",
            "do" => station.TryDo(rest, out var error) ? Ok : $"error at {error.Offset + 1}: {error.Message}",
            "status" => Status(station),
            "scripts" => Lines(station.Scenario.Scripts.Select(s => $"{s.Performance.Name} {Seconds(s.Performance.Length)}")),
            "devices" => Lines(station.Scenario.Devices.Select(d => $"{d.Name} {d.Kind} {station.AddressOf(d.Name)}")),
            "truth" => Lines(station.Truth.Entries.Select(TruthLines.Of)),
            _ => "error: expected start NAME, do ACT, status, scripts, devices, truth",
        };
    }

    private static string Status(SimulatedStation station)
    {
        var performing = station.Performing;
        return Lines(
        [
            $"time {Seconds(station.Now)}",
            $"performing {(performing.IsEmpty ? "nothing" : string.Join(' ', performing))}",
            string.Create(CultureInfo.InvariantCulture, $"terminals {station.Welding.Voltage:F1} V {station.Welding.Current:F1} A"),
        ]);
    }

    private static string Lines(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(line).Append('\n');
        return text.Append(Ok).ToString();
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F2} s");
}
