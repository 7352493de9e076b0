using System.Collections.Immutable;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Truth;

/// <summary>Something that really happened. <see cref="At"/> is simulated time since the station started, to 10 ms.</summary>
public abstract record TruthEntry(TimeSpan At)
{
    /// <summary>A contact changed; <paramref name="Closed"/> is what its input reads from then on.</summary>
    public sealed record Edge(TimeSpan At, StationSignal Signal, bool Closed) : TruthEntry(At);

    /// <summary>The client set a coil.</summary>
    public sealed record CoilSet(TimeSpan At, int Coil, bool On) : TruthEntry(At);

    /// <summary>The electrode touched; dead when there was no power or the circuit was open, lit when an arc will follow.</summary>
    public sealed record Struck(TimeSpan At, bool Live, bool Lights) : TruthEntry(At);

    public sealed record ArcStarted(TimeSpan At) : TruthEntry(At);

    public sealed record ArcEnded(TimeSpan Started, TimeSpan At, ArcEnd Cause) : TruthEntry(At);

    /// <summary>The electrode was frozen to the piece from <paramref name="Since"/> to <paramref name="At"/>.</summary>
    public sealed record ElectrodeStuck(TimeSpan Since, TimeSpan At) : TruthEntry(At);

    /// <summary>Amperes set on the machine.</summary>
    public sealed record CurrentSet(TimeSpan At, double Amperes) : TruthEntry(At);

    /// <summary>A card came to or left the reader; <paramref name="Card"/> is its name in the scenario, never a person's.</summary>
    public sealed record CardMoved(TimeSpan At, string Card, bool Placed) : TruthEntry(At);

    /// <summary>A card was read to the end by the client.</summary>
    public sealed record CardRead(TimeSpan At, string Card) : TruthEntry(At);

    public sealed record FaultChanged(TimeSpan At, string Device, ImmutableArray<string> Active) : TruthEntry(At);

    public sealed record PerformanceStarted(TimeSpan At, string Name) : TruthEntry(At);

    public sealed record PerformanceEnded(TimeSpan At, string Name) : TruthEntry(At);
}
