using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Devices;
using WeldExam.Simulators.Playback;

namespace WeldExam.Simulators.Scenarios;

/// <summary>One simulated device of a scenario.</summary>
public abstract record DevicePlan(string Name, LinkPlan Link)
{
    /// <summary>Modbus unit address, 1–247; the card reader has none.</summary>
    public byte Unit { get; init; } = 1;

    /// <summary>The scenario's word for it.</summary>
    public abstract string Kind { get; }

    public sealed record WeldMeter(string Name, LinkPlan Link) : DevicePlan(Name, Link)
    {
        public Pzem017Settings Settings { get; init; } = new();

        public override string Kind => "pzem-017";
    }

    public sealed record DigitalInputs(string Name, LinkPlan Link) : DevicePlan(Name, Link)
    {
        public override string Kind => "dio-8";
    }

    public sealed record CardReader(string Name, LinkPlan Link) : DevicePlan(Name, Link)
    {
        public IdCardReaderSettings Settings { get; init; } = new();

        public override string Kind => "id-card-reader";
    }

    /// <summary>A whole line as a capture recorded it; nothing else lies on its link.</summary>
    public sealed record Playback(string Name, LinkPlan Link, Recording Recording) : DevicePlan(Name, Link)
    {
        public override string Kind => "playback";
    }

    /// <summary>Four plain tables of this many entries.</summary>
    public sealed record Table(string Name, LinkPlan Link, int Size = 100) : DevicePlan(Name, Link)
    {
        /// <summary>What the holding registers hold at the start, from register 0.</summary>
        public ImmutableArray<ushort> Holding { get; init; } = [];

        public override string Kind => "table";
    }
}
