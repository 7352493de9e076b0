using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.Gpio;
using WeldExam.Station.Acquisition;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>Lines of one GPIO chip.</summary>
public sealed record GpioConfig
{
    /// <summary>As in <c>/dev/gpiochipN</c>.</summary>
    public required int Chip { get; init; }

    public GpioDriverKind Driver { get; init; }

    /// <summary>The inputs as one device, called like the bus; null where there are outputs only.</summary>
    public GpioBank? Bank { get; init; }

    public ImmutableDictionary<ChannelName, SignalUse> Signals { get; init; } = ImmutableDictionary<ChannelName, SignalUse>.Empty;

    public ImmutableArray<OutputConfig> Outputs { get; init; } = [];
}
