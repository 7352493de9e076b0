using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Scripts;

namespace WeldExam.Simulators.Tests;

public sealed class ScenarioTests
{
    private const string Good = """
        scenario: test
        seed: 3
        station: {open_circuit_voltage: 70V}
        devices:
          - {name: meter, kind: pzem-017, link: {pty: auto, baud: 9600, bus: a}, unit: 1, refresh: 300ms, shunt: 200A}
          - {name: inputs, kind: dio-8, link: {pty: auto, baud: 9600, bus: a}, unit: 2}
        cards:
          zhang: {name: 测甲, number: wrong-checksum}
        control: {tcp: 0}
        scripts:
          one:
            start: at-once
            steps:
              - {at: 1.5s, do: weld for 20s at 115A interrupt 1s after 8s}
        """;

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "seed: 3", "sead: 3", "f.yaml:2:1: unknown key 'sead'" },
        { "open_circuit_voltage: 70V", "open_circuit_voltage: 170V", "f.yaml:3:33: 'open_circuit_voltage' must be a value from 50V to 100V" },
        { "open_circuit_voltage: 70V", "open_circuit_voltage: 70", "f.yaml:3:33: 'open_circuit_voltage' must be" },
        { "kind: dio-8", "kind: dio-9", "f.yaml:6:26: 'kind' must be one of" },
        { "unit: 2", "unit: 1", "f.yaml:6:5: unit 1 of this link is taken" },
        { "unit: 2", "unit: 2, colour: red", "f.yaml:6:81: unknown key 'colour'" },
        { "name: inputs", "name: meter", "f.yaml:6:5: a second device 'meter'" },
        { "number: wrong-checksum", "number: 123456789012345678", "f.yaml:8:29: 'number' must be generated" },
        { "weld for 20s at 115A", "weld for 20s at 115V", "f.yaml:14:40: expected a current such as 115A" },
        { "weld for 20s at 115A interrupt 1s after 8s", "switch mian on", "f.yaml:14:31: expected main, rcd, machine, found 'mian'" },
        { "weld for 20s at 115A interrupt 1s after 8s", "place card li", "f.yaml:14:24: there is no card 'li'" },
        { "weld for 20s at 115A interrupt 1s after 8s", "fault reader silent", "f.yaml:14:24: there is no device 'reader'" },
        { "weld for 20s at 115A interrupt 1s after 8s", "strike now", "f.yaml:14:31: nothing more is expected here" },
        { "at: 1.5s, ", "", "f.yaml:14:9: 'at' is missing" },
        { "at: 1.5s", "at: 1.5", "f.yaml:14:14: 'at' must be a duration" },
        { "seed: 3", "seed: 3\nseed: 4", "f.yaml:3:1: " },
        { "control: {tcp: 0}", "control: {tcp: 0", "f.yaml:9:14: this is not YAML" },
    };

    [Fact]
    public void A_good_scenario_reads_with_everything_in_it()
    {
        Assert.True(ScenarioReader.TryRead(Good, "f.yaml", out var scenario, out _));
        Assert.Equal(("test", 3, 70.0, 0), (scenario!.Name, scenario.Seed, scenario.Station.OpenCircuitVoltage, scenario.ControlPort));
        var meter = Assert.IsType<DevicePlan.WeldMeter>(scenario.Devices[0]);
        Assert.Equal((200, TimeSpan.FromMilliseconds(300)), (meter.Settings.ShuntAmperes, meter.Settings.Refresh));
        Assert.Equal(meter.Link, scenario.Devices[1].Link);
        Assert.False(IdNumber.IsValid(scenario.Cards[0].Number));
        var act = Assert.Single(scenario.Scripts[0].Performance.Acts);
        var weld = Assert.IsType<Act.WeldFor>(act.Do).Weld;
        Assert.Equal(new Weld.Gap(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(1)), Assert.Single(weld.Gaps));
        Assert.True(scenario.Scripts[0].StartsAtOnce);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_at_its_line_and_column(string right, string wrong, string error)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);
        Assert.False(ScenarioReader.TryRead(Good.Replace(right, wrong), "f.yaml", out _, out var errors));
        Assert.Contains(errors, e => e.ToString().StartsWith(error, StringComparison.Ordinal));
        Assert.True(errors.Length == 1, string.Join('\n', errors));
    }

    [Fact]
    public void The_scenarios_we_ship_read_without_error()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "scenarios"), "*.yaml");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            ScenarioReader.TryRead(File.ReadAllText(file), Path.GetFileName(file), out _, out var errors);
            Assert.Empty(errors);
        });
    }

    [Fact]
    public async Task A_script_runs_at_its_times_when_told_over_the_control_line()
    {
        Assert.True(ScenarioReader.TryRead(Good.Replace("start: at-once", "start: command"), "f", out var scenario, out _));
        await using var scene = new Scene(scenario! with { Station = new() });
        await using var control = Peer.Open(scene.Station.ControlAddress!);
        scene.After(5);
        Assert.Equal("ok\n", await SayAsync("do switch main on"));
        Assert.Equal("ok\n", await SayAsync("start one"));
        Assert.Equal("error: there is no script 'two'\n", await SayAsync("start two"));
        Assert.Equal("error at 8: expected main, rcd, machine, found 'x'\n", await SayAsync("do switch x on"));
        Assert.Contains("performing one", await SayAsync("status"), StringComparison.Ordinal);
        scene.After(30);
        Assert.Contains("performing nothing", await SayAsync("status"), StringComparison.Ordinal);
        var struck = scene.Station.Truth.All<Truth.TruthEntry.Struck>().ToList();
        Assert.Equal(2, struck.Count);
        Assert.Equal(6.5, struck[0].At.TotalSeconds, 0.011);

        async Task<string> SayAsync(string line)
        {
            await control.SendAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
            return System.Text.Encoding.UTF8.GetString(await control.ReceiveAsync(4000, 150));
        }
    }
}
