using System.Collections.Immutable;
using WeldExam.EdgeGateway.Texts;
using WeldExam.Exam.Journal;

namespace WeldExam.EdgeGateway.Api;

/// <summary>What became of an act that was done.</summary>
/// <param name="Part">The part it belongs to.</param>
/// <param name="Again">The command had been recorded before.</param>
public sealed record ActDone(Guid Part, bool Again);

/// <summary>Why an act was not done. Nothing was recorded.</summary>
public sealed record ActRefused(ImmutableArray<RefusalReason> Reasons);

public sealed record RefusalReason(string Code, string Detail, CatalogueText Text);

public sealed record BoxView(string Box, string Point, string Version, ExamMode Mode, bool IsTest, ImmutableArray<string> Stations);

public sealed record StationView(
    string Station,
    ImmutableArray<SignalView> Signals,
    ImmutableArray<DeviceView> Devices,
    PartView? Part,
    string? StorageFault,
    long Waiting,
    ImmutableArray<OutputView> Outputs,
    string? ArmingLock);

/// <param name="Output">contactor, light-red, light-amber, light-green, horn.</param>
/// <param name="Ordered">off, on, blink, beeps; null before the first order.</param>
/// <param name="Seen">As read back.</param>
/// <param name="Fault">Why it is not as ordered; empty when all is well.</param>
public sealed record OutputView(string Output, string? Ordered, string Seen, string Fault);

/// <param name="Signal">As papers name it.</param>
/// <param name="Unit">Empty for a switch.</param>
/// <param name="Value">In the unit, or 0/1 for a switch; null while unknown.</param>
/// <param name="Quality">Why it is unknown; good otherwise.</param>
public sealed record SignalView(string Signal, string Unit, decimal? Value, string Quality);

public sealed record DeviceView(string Device, string State, string Cause);

/// <summary>A part as screens show it.</summary>
public sealed record PartView(
    Guid Part,
    Guid Sitting,
    string Candidate,
    string Subject,
    string Task,
    string Phase,
    bool IsTest,
    decimal? ElapsedSeconds,
    decimal? RemainingSeconds,
    decimal HighestPoints,
    ImmutableArray<string> Deductions,
    ImmutableArray<string> Proposed,
    bool IsSettled,
    string? SheetHash,
    long Blocks,
    long ConfirmedBlocks,
    string? StorageFault);

public sealed record IdentityView(Guid IdentityId, bool Accepted, string? Candidate, string? DisplayName, ImmutableArray<FactorView> Factors);

public sealed record FactorView(string Factor, bool Passed, string Reason);

public sealed record ReadinessView(string Task, bool Ready, ImmutableArray<RefusalReason> Reasons);

public sealed record PaperView(string Id, string Version, string Status, string Hash, bool IsIssued, ImmutableArray<string> Tasks);

/// <summary>One part in the list of all.</summary>
public sealed record PartListLine(
    Guid Part, string Station, Guid Sitting, string Candidate, string Subject, string Task, bool IsSealed, long Blocks, long ConfirmedBlocks);
