using System.Collections.Immutable;
using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Topics;

namespace WeldExam.Uplink.Reports;

/// <summary>What the box says of its stations when the uplink asks. Advisory; asked on the uplink's context, answered at once.</summary>
public interface IStationReports
{
    /// <summary>Readiness per task; empty while nobody has looked.</summary>
    ImmutableArray<TaskReadiness> Readiness(BoxAddress station);

    /// <summary>What a dashboard shows; null while there is nothing to show.</summary>
    LiveReport? Live(BoxAddress station);
}

/// <summary>The part of <see cref="BoxLive"/> that the box knows.</summary>
public sealed record LiveReport(string? Journal, string Phase, string? Points, ImmutableArray<LiveSignal> Signals);
