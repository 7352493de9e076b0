using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.Profiles;
using WeldExam.Station.Acquisition;

namespace WeldExam.TestKit.Stations;

/// <summary>What hangs on the station of the tests: a meter of current and voltage at 10 Hz, seven inputs at 20 Hz.</summary>
public static class TestDevices
{
    public static readonly DeviceName Meter = new("meter");

    public static readonly DeviceName Inputs = new("inputs");

    public static readonly TimeSpan MeterPeriod = TimeSpan.FromMilliseconds(100);

    public static readonly TimeSpan InputPeriod = TimeSpan.FromMilliseconds(50);

    public static readonly ImmutableArray<string> Switches = ["main", "rcd", "machine", "clamp_rest", "holder_rest", "fan", "estop"];

    public static readonly ImmutableArray<string> Analogs = ["current", "voltage"];

    /// <summary>The station's signals; those in <paramref name="inverted"/> hang on normally closed contacts.</summary>
    public static ChannelTable Table(DateOnly? calibrationDue = null, params IEnumerable<string> inverted) => ChannelTable.Of(
    [
        Device(Meter, MeterPeriod, calibrationDue ?? new(2027, 6, 30), [.. Analogs.Select(Analog)], []),
        Device(Inputs, InputPeriod, null, [.. Switches.Select(Digital)], [.. inverted]),
    ]);

    public static StationDevice Device(
        DeviceName name, TimeSpan period, DateOnly? calibrationDue, ImmutableArray<ChannelProfile> channels, ImmutableArray<string> inverted) => new(
        name,
        new(
            new("Test device", "none", "this test", [], [], []),
            new(LinkKind.Tcp, 1, null, 502),
            new(period, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100), TimeSpan.Zero),
            [],
            channels,
            ProfileHash.Of("test"u8)),
        period,
        calibrationDue,
        channels.ToImmutableDictionary(channel => channel.Name, channel => new SignalUse(channel.Name.Value, inverted.Contains(channel.Name.Value))));

    public static ChannelProfile Analog(string name) => new()
    {
        Name = new(name),
        Kind = ChannelKind.Analog,
        From = RegisterKind.Input,
        Address = 0,
        Scale = new(1, -1, Rounding.Nearest),
        Unit = name == "current" ? "A" : "V",
        Uncertainty = new(0, name == "current" ? 10 : 2),
        PoweredBy = PoweredBy.Station,
    };

    public static ChannelProfile Digital(string name) => new()
    {
        Name = new(name),
        Kind = ChannelKind.Digital,
        From = RegisterKind.Discrete,
        Address = 0,
        PoweredBy = PoweredBy.Station,
    };
}
