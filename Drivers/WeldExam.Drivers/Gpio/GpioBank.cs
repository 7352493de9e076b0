using System.Collections.Immutable;
using System.Text;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Gpio;

/// <summary>The inputs of one chip, as one device of a station.</summary>
public sealed record GpioBank(DeviceName Device, ImmutableArray<GpioInput> Inputs)
{
    /// <summary>How often the levels are read besides the edges: a lost edge is found, and silence is noticed.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>What speaks to the chip.</summary>
    public GpioDriverKind Driver { get; init; }

    /// <summary>From the edge at the terminal to its stamp. The kernel stamps at the interrupt; a chip behind I2C asks first who it was. Through
    /// System.Device.Gpio an edge is stamped when its handler runs: after the wake-up of a thread, at worst behind a garbage collection on a busy box.</summary>
    public TimeRange Delay => new(TimeSpan.Zero, TimeSpan.FromMilliseconds(Driver == GpioDriverKind.Auto ? 2 : 10));

    /// <summary>How long a reading must be able to stand alone: a level in motion is not read until it rests.</summary>
    public TimeSpan ReadingPeriod => Period + Inputs.Max(input => input.Debounce);

    /// <summary>The bank as a device model, so that journals declare its signals like any other.</summary>
    public DeviceProfile Profile => new(
        new("GPIO lines", "Linux", "gpio character device", [], [], []),
        new(LinkKind.Tcp, 0, null, 0),
        new(ReadingPeriod, Period, Period, TimeSpan.Zero),
        [],
        [.. Inputs.Select(ChannelOf)],
        ProfileHash.Of(Encoding.UTF8.GetBytes(ToText())));

    private ChannelProfile ChannelOf(GpioInput input) => new()
    {
        Name = input.Channel,
        Kind = ChannelKind.Digital,
        From = RegisterKind.Discrete,
        Address = (ushort)input.Line,
        Delay = Delay,
        PoweredBy = PoweredBy.Station,
    };

    private string ToText() => string.Join('\n', Inputs.Select(input => $"gpio {input.Line} {input.Bias} {input.Debounce.TotalMilliseconds}")
        .Prepend($"period {Period.TotalMilliseconds} delay {Delay.Min.TotalMilliseconds} {Delay.Max.TotalMilliseconds}"));
}
