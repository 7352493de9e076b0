using System.Collections.Immutable;
using WeldExam.Simulators.Welding;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Simulators.Scenarios;

/// <summary>Reads a scenario from YAML, strictly: unknown keys, names and values are errors at their line and column.</summary>
public static class ScenarioReader
{
    /// <summary>Reads one document.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="file">Its name in errors.</param>
    /// <param name="scenario">The scenario, when true.</param>
    /// <param name="errors">All errors that were found, in order of place, when false.</param>
    public static bool TryRead(string yaml, string file, out Scenario? scenario, out ImmutableArray<ScenarioError> errors)
    {
        var place = new YamlPlace(file);
        scenario = null;
        var parser = new Parser(new StringReader(yaml));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents.Count == 1)
                scenario = Read(stream.Documents[0].RootNode, place);
            else
                place.Fail(Mark.Empty, "expected one document");
        }
        catch (YamlException wrong)
        {
            place.Fail(wrong.Start, wrong.Message);
        }
        catch (InvalidOperationException) // YamlDotNet 18.1.0 on a flow mapping that is never closed
        {
            place.Fail(parser.Current?.End ?? Mark.Empty, "this is not YAML: a brace or bracket may be missing");
        }

        errors = [.. place.Errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];
        scenario = errors.IsEmpty ? scenario : null;
        return errors.IsEmpty;
    }

    private static Scenario Read(YamlNode root, YamlPlace place)
    {
        var map = new YamlMap(root, place);
        var scenario = new Scenario
        {
            Name = map.Text("scenario", required: true) ?? string.Empty,
            Seed = map.Whole("seed", 1, 0, 1_000_000),
            Station = map.Take("station") is { } station ? ReadStation(new YamlMap(station, place)) : new StationSettings(),
            Devices = DeviceReader.Read(map.Take("devices", required: true), place),
            Cards = CardSection.Read(map.Take("cards"), place),
            ControlPort = map.Take("control") is { } control ? ReadControl(new YamlMap(control, place)) : null,
        };
        scenario = scenario with { Scripts = ScriptSection.Read(map.Take("scripts"), scenario, place) };
        map.Close();
        return scenario;
    }

    private static int ReadControl(YamlMap map)
    {
        var port = map.Whole("tcp", 0, 0, 65535);
        map.Close();
        return port;
    }

    private static StationSettings ReadStation(YamlMap map)
    {
        var usual = new StationSettings();
        var reduced = map.Number("voltage_reducer", 0, "V", 5, 40);
        var coil = map.Whole("contactor_coil", -1, 0, 7);
        var settings = new StationSettings
        {
            OpenCircuitVoltage = map.Number("open_circuit_voltage", usual.OpenCircuitVoltage, "V", 50, 100),
            ReducedVoltage = reduced > 0 ? reduced : null,
            SetCurrent = map.Number("set_current", usual.SetCurrent, "A", 5, 500),
            LoadLineOffset = map.Number("load_line_offset", usual.LoadLineOffset, "V", 5, 40),
            LoadLineSlope = map.Number("load_line_slope", usual.LoadLineSlope, "V/A", 0, 0.2),
            CurrentNoise = map.Number("current_noise", usual.CurrentNoise, "A", 0, 50),
            VoltageNoise = map.Number("voltage_noise", usual.VoltageNoise, "V", 0, 10),
            StrikeContact = map.Duration("strike_contact", usual.StrikeContact),
            ResidualDecay = map.Duration("residual_decay", usual.ResidualDecay),
            ContactorCoil = coil >= 0 ? coil : null,
        };
        map.Close();
        return settings;
    }
}
