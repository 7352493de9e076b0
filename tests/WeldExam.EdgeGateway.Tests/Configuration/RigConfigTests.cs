using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam.Signals;
using WeldExam.Station.Acquisition;

namespace WeldExam.EdgeGateway.Tests.Configuration;

public sealed class RigConfigTests : IDisposable
{
    private const string Good = """
        gateway: 1
        point: P
        box: b
        data: data
        deviceKey: key.pem
        http: { port: 0 }
        clock: ntp
        mode: practice
        stations:
          - name: "3"
            rigs:
              - { name: stick, tasks: [K21, K22], processes: [111], waveform: dc, signals: { current: stick-current, machine: stick-machine } }
              - name: tig
                tasks: [K24]
                processes: [141, 142]
                signals: { current: tig-current, machine: tig-machine }
            wiring:
              within: { stick-machine: rcd }
              only:
                - { signal: stick-current, above: 5, while: stick-machine }
                - { signal: stick-current, above: 5, while: not holder_rest }
              cycle: [rcd, stick-machine]
            buses:
              - name: panel
                gpio: { chip: 1 }
                inputs:
                  - { line: 17, signal: rcd }
                  - { line: 18, signal: stick-machine }
                  - { line: 19, signal: tig-machine }
                  - { line: 20, signal: holder_rest }
              - name: meters
                tcp: 192.168.1.20:502
                devices:
                  - { name: stick-meter, profile: pzem-017, unit: 1, signals: { current: stick-current } }
                  - { name: tig-meter, profile: eastron-sdm630, unit: 2, signals: { current-1: tig-current } }
        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public void Rigs_and_wiring_are_read()
    {
        var (config, errors) = Load(Good);
        Assert.Empty(errors);
        var station = Assert.Single(config!.Stations);
        Assert.Equal(["stick", "tig"], station.Rigs.Select(rig => rig.Name));
        Assert.Equal(["K21", "K22"], station.Rigs[0].Tasks);
        Assert.Equal(Exam.Signals.Waveform.Dc, station.Rigs[0].Waveform);
        Assert.Equal([141, 142], station.Rigs[1].Processes);
        Assert.Equal("tig-current", station.Rigs[1].Current);
        Assert.Equal(
            [new OnlyWhile("stick-current", 5, "stick-machine", SwitchState.On), new OnlyWhile("stick-current", 5, "holder_rest", SwitchState.Off)],
            station.Wiring.Only);
        Assert.Equal(["rcd", "stick-machine"], station.Wiring.Cycle);
    }

    [Fact]
    public async Task A_sound_station_with_rigs_has_no_problems_and_one_without_a_line_about_them_is_one()
    {
        Assert.Empty(await ProblemsAsync(Good));
        var simple = string.Join('\n', Good.Split('\n').Where((_, line) => line is < 10 or > 15));
        Assert.Empty(Load(simple).Config!.Stations[0].Rigs);
        Assert.Empty(await ProblemsAsync(simple));
    }

    [Theory]
    [InlineData("tasks: [K24]", "tasks: [K22]", 14, 16, "stations[0].rigs[1].tasks")]
    [InlineData("name: tig\n", "name: stick\n", 13, 15, "stations[0].rigs[1].name")]
    [InlineData("current: tig-current, ", "current: mag-current, ", 16, 29, "stations[0].rigs[1].signals.current")]
    [InlineData("current: tig-current, machine: tig-machine", "current: tig-current, voltage: tig-current", 16, 51, "stations[0].rigs[1].signals.voltage")]
    [InlineData("current: tig-current, ", "rcd: tig-current, ", 16, 25, "stations[0].rigs[1].signals.rcd")]
    [InlineData("current: tig-current, ", "estop: tig-current, ", 16, 27, "stations[0].rigs[1].signals.estop")]
    [InlineData("processes: [141, 142]", "processes: [1000]", 15, 21, "stations[0].rigs[1].processes[0]")]
    [InlineData("waveform: dc", "waveform: sine", 12, 71, "stations[0].rigs[0].waveform")]
    [InlineData("tasks: [K24]", "task: [K24]", 13, 9, "stations[0].rigs[1].tasks")]
    [InlineData("cycle: [rcd, ", "cycle: [main, ", 22, 14, "stations[0].wiring.cycle")]
    [InlineData("while: not holder_rest", "while: not clamp", 21, 53, "stations[0].wiring.only[1].while")]
    [InlineData("above: 5, while: stick-machine", "above: -5, while: stick-machine", 20, 43, "stations[0].wiring.only[0].above")]
    public void Each_error_is_named_with_its_place(string good, string bad, int line, int column, string field)
    {
        var (config, errors) = Load(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Null(config);
        Assert.Equal((line, column, field), ((int)errors[0].Line, (int)errors[0].Column, errors[0].Field));
    }

    [Theory]
    [InlineData("waveform: dc", "waveform: ac-true-rms", "rig stick: its machine gives ac-true-rms, and stick-meter measures dc")]
    [InlineData("cycle: [rcd, stick-machine]", "cycle: [tig-current]", "wiring: 'tig-current' is measured")]
    [InlineData("signal: stick-current, above: 5, while: stick-machine", "signal: rcd, above: 5, while: stick-machine", "wiring.only: 'rcd' is a switched signal")]
    public async Task What_only_profiles_can_tell_is_a_problem_too(string good, string bad, string problem) =>
        Assert.Contains(problem, Assert.Single(await ProblemsAsync(Good.Replace(good, bad, StringComparison.Ordinal))), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private async Task<IEnumerable<string>> ProblemsAsync(string yaml)
    {
        var (config, errors) = Load(yaml);
        Assert.Empty(errors);
        var (profiles, faults) = await ProfileShelf.LoadAsync(null, TestContext.Current.CancellationToken);
        Assert.Empty(faults);
        return DeviceWiring.ProblemsOf(config!.Stations[0], profiles);
    }

    private (GatewayConfig? Config, System.Collections.Immutable.ImmutableArray<Exam.Yaml.YamlError> Errors) Load(string yaml)
    {
        var path = _folder.At("station.yaml");
        File.WriteAllText(path, yaml);
        return GatewayConfigFile.Load(path);
    }
}
