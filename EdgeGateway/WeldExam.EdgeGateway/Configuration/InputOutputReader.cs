using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.Gpio;
using WeldExam.Drivers.Outputs;
using WeldExam.Exam.Outputs;
using WeldExam.Exam.Yaml;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Outputs;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>Reads GPIO lines and outputs of <c>station.yaml</c>.</summary>
internal static class InputOutputReader
{
    private const int MostLines = 1023;

    private static readonly ImmutableArray<string> Names = [Arming.Contactor, .. BoothSignals.Names];

    /// <summary>The lines of a GPIO bus; null for another kind of bus.</summary>
    public static GpioConfig? ReadGpio(YamlFields bus, string name)
    {
        if (bus.OptionalSection("gpio") is not { } chip)
            return null;
        var period = TimeSpan.FromMilliseconds(chip.OptionalNumber("period", 5, 1000) ?? 20);
        var driver = chip.OptionalChoice<GpioDriverKind>("driver") ?? GpioDriverKind.Auto;
        var uses = ImmutableDictionary.CreateBuilder<ChannelName, SignalUse>();
        ImmutableArray<GpioInput> inputs = [.. bus.Sections("inputs", required: false).Select(input => ReadInput(input, uses))];
        var config = new GpioConfig
        {
            Chip = (int)chip.Number("chip", 0, 255),
            Driver = driver,
            Bank = inputs.IsEmpty ? null : new GpioBank(new(name), inputs) { Period = period, Driver = driver },
            Signals = uses.ToImmutable(),
            Outputs = [.. bus.Sections("outputs", required: false).Select(ReadLine)],
        };
        chip.RefuseOthers();
        var lines = inputs.Select(input => input.Line).Concat(config.Outputs.Select(output => output.Line)).ToList();
        if (lines.Count == 0)
            bus.Complain("gpio", "has neither 'inputs' nor 'outputs'");
        if (lines.Distinct().Count() < lines.Count)
            bus.Complain("gpio", "a line is used twice");
        return config;
    }

    /// <summary>The outputs of a Modbus device: coil → what it drives.</summary>
    public static ImmutableArray<OutputConfig> ReadCoils(YamlFields device)
    {
        if (device.OptionalSection("outputs") is not { } outputs)
            return [];
        var read = ImmutableArray.CreateBuilder<OutputConfig>();
        foreach (var coil in outputs.Names)
        {
            if (outputs.Section(coil) is not { } output)
                continue;
            read.Add(ReadOutput(output) with { Coil = new ChannelName(coil) });
            output.RefuseOthers();
        }

        outputs.RefuseOthers();
        return read.ToImmutable();
    }

    /// <summary>Rules over all outputs of a station.</summary>
    public static void Check(YamlFields station, IReadOnlyCollection<OutputConfig> outputs, IReadOnlyCollection<string> signals)
    {
        foreach (var twice in outputs.GroupBy(output => output.Name).Where(group => group.Key.Length > 0 && group.Count() > 1))
            station.Complain("buses", $"'{twice.Key}' is driven by more than one output");
        if (outputs.Any(output => output.Name == Arming.Contactor) && !signals.Contains(Arming.EmergencyStopSignal))
            station.Complain("buses", $"a station with a contactor observes its emergency stop: no signal '{Arming.EmergencyStopSignal}'");
    }

    private static GpioInput ReadInput(YamlFields fields, ImmutableDictionary<ChannelName, SignalUse>.Builder uses)
    {
        var line = (int)fields.Number("line", 0, MostLines);
        var channel = new ChannelName($"{line}");
        uses[channel] = SignalUseOf(fields.Text("signal"));
        var input = new GpioInput(channel, line)
        {
            Bias = fields.OptionalChoice<GpioBias>("bias") ?? GpioBias.None,
            Debounce = TimeSpan.FromMilliseconds(fields.OptionalNumber("debounce", 0, 200) ?? 20),
        };
        fields.RefuseOthers();
        return input;
    }

    private static OutputConfig ReadLine(YamlFields fields)
    {
        var output = ReadOutput(fields) with { Line = (int)fields.Number("line", 0, MostLines), ActiveLow = fields.Flag("activeLow") };
        if (output.Name == Arming.Contactor)
            fields.Complain("as", "a contactor hangs on a relay that holds by itself, not on a GPIO line: the kernel takes the line back when the program ends");
        if (output.Fail == FailState.Hold)
            fields.Complain("fail", "a GPIO line cannot hold: the kernel takes it back when the program ends");
        fields.RefuseOthers();
        return output;
    }

    private static OutputConfig ReadOutput(YamlFields fields)
    {
        var output = new OutputConfig { Name = fields.Text("as"), Fail = fields.Choice<FailState>("fail") };
        if (output.Name.Length > 0 && !Names.Contains(output.Name))
            fields.Complain("as", $"'{output.Name}' is none of {string.Join(", ", Names)}");
        if (output is { Name: Arming.Contactor, Fail: FailState.Off })
            fields.Complain("fail", "a contactor holds its state when the box fails: hold");
        return output;
    }

    internal static SignalUse SignalUseOf(string text) =>
        text.StartsWith("not ", StringComparison.Ordinal) ? new(text[4..], true) : new(text, false);
}
