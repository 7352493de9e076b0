using System.Collections.Immutable;

namespace WeldExam.Contracts.Messages;

/// <summary>A station's status, retained. Past <paramref name="ValidUntil"/> nobody knows.</summary>
/// <param name="Boot">The box's boot.</param>
/// <param name="Sequence">Rises by one with each status of a boot.</param>
/// <param name="ValidUntil">When the status ceases to mean anything, UTC.</param>
/// <param name="Gone">The broker's word, by the will, that the box is no longer connected.</param>
/// <param name="Phase">What the station is doing.</param>
/// <param name="Waiting">Blocks that no receipt covers yet.</param>
public sealed record StatusMessage(Guid Boot, long Sequence, DateTimeOffset ValidUntil, bool Gone, string Phase, long Waiting);

/// <summary>Readiness for each task, retained.</summary>
public sealed record ReadinessMessage(Guid Boot, DateTimeOffset At, ImmutableArray<TaskReadiness> Tasks);

public sealed record TaskReadiness(string Task, bool Ready, ImmutableArray<string> Reasons);

/// <summary>Live values for dashboards; never evidence.</summary>
public sealed record LiveMessage(DateTimeOffset At, Guid? Part, string Phase, ImmutableArray<LiveSignal> Signals);

/// <param name="Signal">As papers name it.</param>
/// <param name="Unit">Empty for a switch.</param>
/// <param name="Value">A decimal as text; null while unknown.</param>
public sealed record LiveSignal(string Signal, string Unit, string? Value);
