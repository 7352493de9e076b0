using System.Collections.Immutable;
using WeldExam.Simulators.Cards;

namespace WeldExam.Simulators.Points;

/// <summary>A whole simulated exam point: the centre, its boxes, and the devices beside them, all as real programs on real wires.</summary>
public sealed record ExamPointPlan
{
    /// <summary>Folder that holds <c>weldexam</c> and <c>weldexam-centre</c>.</summary>
    public required string Programs { get; init; }

    /// <summary>Where configurations, keys, journals and logs go.</summary>
    public required string Folder { get; init; }

    /// <summary>The paper file.</summary>
    public required string Paper { get; init; }

    /// <summary>Who is on the roster, with the pseudonym each gets.</summary>
    public required ImmutableArray<Enrolled> Candidates { get; init; }

    /// <summary>How many boxes, each with one station ST-01, ST-02, …</summary>
    public int Boxes { get; init; } = 2;

    /// <summary>An external MQTT 5 broker on loopback; null for the one inside the centre.</summary>
    public int? ExternalBrokerPort { get; init; }

    /// <summary>Port of the centre's pages; null for any free one.</summary>
    public int? CentrePort { get; init; }

    /// <summary>How the gateway is started, when not directly (a debugger, an emulator, fault injection): the words before its path.</summary>
    public ImmutableArray<string> GatewayPrefix { get; init; } = [];

    /// <summary>The gateway program, when not the one in <see cref="Programs"/>.</summary>
    public string? Gateway { get; init; }
}

/// <summary>One candidate of the roster.</summary>
/// <param name="Pseudonym">The only name beyond the point.</param>
/// <param name="Card">The synthetic card.</param>
/// <param name="Sitting">The sitting.</param>
/// <param name="Subjects">Its subjects.</param>
public sealed record Enrolled(string Pseudonym, ResidentCard Card, Guid Sitting, ImmutableArray<string> Subjects);
