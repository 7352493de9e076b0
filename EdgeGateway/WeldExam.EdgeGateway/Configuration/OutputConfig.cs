using WeldExam.Drivers;
using WeldExam.Drivers.Outputs;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>One declared output: the only thing on a device that is ever written.</summary>
public sealed record OutputConfig
{
    /// <summary>contactor, light-red, light-amber, light-green or horn.</summary>
    public required string Name { get; init; }

    /// <summary>What becomes of it when the program ends.</summary>
    public required FailState Fail { get; init; }

    /// <summary>The coil, by the profile's name; null on a GPIO line.</summary>
    public ChannelName? Coil { get; init; }

    /// <summary>The GPIO line.</summary>
    public int Line { get; init; }

    /// <summary>A low level switches the line on.</summary>
    public bool ActiveLow { get; init; }
}
