using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Scenarios;

/// <summary>A station with its devices, the cards of its people and what they do.</summary>
public sealed record Scenario
{
    public string Name { get; init; } = "station";

    /// <summary>The same seed, script and clock give the same values.</summary>
    public int Seed { get; init; } = 1;

    public StationSettings Station { get; init; } = new();

    public ImmutableArray<DevicePlan> Devices { get; init; } = [];

    public ImmutableArray<ResidentCard> Cards { get; init; } = [];

    public ImmutableArray<ScriptPlan> Scripts { get; init; } = [];

    /// <summary>Loopback port of the control line; 0 is chosen at start, null has none.</summary>
    public int? ControlPort { get; init; }

    /// <summary>A meter and a card reader on temporary serial lines and inputs on a free TCP port: <c>meter</c>, <c>inputs</c>, <c>card-reader</c>.</summary>
    public static Scenario Usual { get; } = new()
    {
        Devices =
        [
            new DevicePlan.WeldMeter("meter", new LinkPlan.Pty()),
            new DevicePlan.DigitalInputs("inputs", new LinkPlan.Tcp()),
            new DevicePlan.CardReader("card-reader", new LinkPlan.Pty()),
        ],
    };
}
