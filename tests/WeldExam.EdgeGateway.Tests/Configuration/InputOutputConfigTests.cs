using WeldExam.Drivers.Gpio;
using WeldExam.Drivers.Outputs;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;

namespace WeldExam.EdgeGateway.Tests.Configuration;

public sealed class InputOutputConfigTests : IDisposable
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
            wiring: { within: { machine: rcd } }
            buses:
              - name: panel
                gpio: { chip: 1, driver: libgpiod-v1, period: 10 }
                inputs:
                  - { line: 17, signal: not estop, bias: pull-up, debounce: 5 }
                  - { line: 27, signal: rcd }
                outputs:
                  - { line: 5, as: horn, fail: off, activeLow: true }
              - name: relays
                tcp: 192.168.1.20:502
                devices:
                  - name: dio
                    profile: waveshare-dio-8ch
                    unit: 1
                    signals: { input-1: machine }
                    outputs: { output-1: { as: contactor, fail: hold } }
        """;

    private readonly TempFolder _folder = new();

    [Fact]
    public void Lines_outputs_and_wiring_are_read()
    {
        var (config, errors) = Load(Good);
        Assert.Empty(errors);
        var station = Assert.Single(config!.Stations);
        var gpio = station.Buses[0].Gpio!;
        Assert.Equal((1, GpioDriverKind.LibgpiodV1, TimeSpan.FromMilliseconds(10)), (gpio.Chip, gpio.Driver, gpio.Bank!.Period));
        Assert.Equal((17, GpioBias.PullUp, TimeSpan.FromMilliseconds(5)), (gpio.Bank.Inputs[0].Line, gpio.Bank.Inputs[0].Bias, gpio.Bank.Inputs[0].Debounce));
        Assert.Equal(new("estop", true), gpio.Signals[new("17")]);
        Assert.Equal([new OutputConfig { Name = "horn", Fail = FailState.Off, Line = 5, ActiveLow = true }], gpio.Outputs);
        Assert.Equal(["horn", "contactor"], station.Outputs.Select(output => output.Name));
        Assert.Equal("rcd", station.Wiring.Within["machine"]);
    }

    [Fact]
    public void Emergency_stop_and_over_current_are_read_before_all_else_on_their_bus()
    {
        var (config, _) = Load(Good.Replace("input-1: machine", "input-1: machine, input-2: not estop, input-3: over_current", StringComparison.Ordinal).Replace("signal: not estop", "signal: main", StringComparison.Ordinal));
        var device = config!.Stations[0].Buses[1].Devices[0];
        Assert.Equal(["input-2", "input-3"], DeviceWiring.SafetyInputsOf(device).Select(channel => channel.ToString()).Order());
    }

    [Theory]
    [InlineData("driver: libgpiod-v1", "driver: sysfs", 14, 34, "stations[0].buses[0].gpio.driver")]
    [InlineData("line: 5", "line: 17", 14, 15, "stations[0].buses[0].gpio")]
    [InlineData("signal: rcd", "signal: rcd, pull: up", 17, 38, "stations[0].buses[0].inputs[1].pull")]
    [InlineData("as: horn", "as: siren", 19, 28, "stations[0].buses[0].outputs[0].as")]
    [InlineData("fail: off", "fail: hold", 19, 40, "stations[0].buses[0].outputs[0].fail")]
    [InlineData("fail: hold", "fail: off", 27, 57, "stations[0].buses[1].devices[0].outputs.output-1.fail")]
    [InlineData("fail: hold", "fails: hold", 27, 34, "stations[0].buses[1].devices[0].outputs.output-1.fail")]
    [InlineData("not estop", "stop", 13, 7, "stations[0].buses")]
    [InlineData("machine: rcd }", "machine: main }", 11, 34, "stations[0].wiring.within.machine")]
    [InlineData("as: contactor", "as: horn", 13, 7, "stations[0].buses")]
    public void Each_error_is_named_with_its_place(string good, string bad, int line, int column, string field)
    {
        var (config, errors) = Load(Good.Replace(good, bad, StringComparison.Ordinal));
        Assert.Null(config);
        Assert.Equal((line, column, field), ((int)errors[0].Line, (int)errors[0].Column, errors[0].Field));
    }

    [Fact]
    public void A_contactor_on_a_line_that_cannot_hold_is_refused() =>
        Assert.Contains(Load(Good.Replace("as: horn", "as: contactor", StringComparison.Ordinal)).Errors, error => error.Message.Contains("kernel takes the line back", StringComparison.Ordinal));

    public void Dispose() => _folder.Dispose();

    private (GatewayConfig? Config, System.Collections.Immutable.ImmutableArray<Exam.Yaml.YamlError> Errors) Load(string yaml)
    {
        var path = _folder.At("station.yaml");
        File.WriteAllText(path, yaml);
        return GatewayConfigFile.Load(path);
    }
}
