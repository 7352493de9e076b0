using System.Collections.Immutable;
using WeldExam.EdgeGateway.Index;
using WeldExam.EdgeGateway.Texts;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Sessions;

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
    string? StorageFault,
    string Paper,
    bool IsSamplePaper,
    ExamMode Mode);

public sealed record IdentityView(Guid IdentityId, bool Accepted, string? Candidate, string? DisplayName, ImmutableArray<FactorView> Factors);

public sealed record FactorView(string Factor, bool Passed, string Reason);

public sealed record ReadinessView(string Task, bool Ready, ImmutableArray<RefusalReason> Reasons);

/// <param name="Id">Stable name.</param>
/// <param name="Version">Edition.</param>
/// <param name="Status">Sample or Verified.</param>
/// <param name="Hash">SHA-256 of its bundle.</param>
/// <param name="IsIssued">The centre signed it; otherwise it serves practice only.</param>
/// <param name="Tasks">Its tasks.</param>
/// <param name="SampleTasks">Those whose table is not official.</param>
/// <param name="Bases">Papers that overlays made it from, by hash.</param>
/// <param name="ExamPolicy">The policy that permits exams under it now, though it is a sample; null without one.</param>
public sealed record PaperView(
    string Id,
    string Version,
    string Status,
    string Hash,
    bool IsIssued,
    ImmutableArray<string> Tasks,
    ImmutableArray<string> SampleTasks,
    ImmutableArray<string> Bases,
    PolicyView? ExamPolicy);

/// <summary>What was drawn.</summary>
/// <param name="Subject">K1 … K4.</param>
/// <param name="Task">The task.</param>
/// <param name="Scene">Its scene; null for a task without scenes.</param>
/// <param name="Method">System or Candidate.</param>
/// <param name="Pool">Of which tasks.</param>
/// <param name="Lot">The candidate's lot.</param>
/// <param name="Seed">With which anybody draws it again (docs/PAPERS.md).</param>
public sealed record DrawView(string Subject, string Task, string? Scene, string Method, ImmutableArray<string> Pool, int? Lot, string Seed);

public sealed record PolicyView(string Id, int Version, string Hash, DateTimeOffset Expires, string Reason);

/// <summary>One page of the parts that were asked for, the latest opened first.</summary>
/// <param name="Parts">This page.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Unread">Parts on this box whose journals could not be read just now: they may belong here.</param>
/// <param name="IndexFault">Why the index is kept in memory only; null while it lies on disk. The answer is right either way.</param>
public sealed record PartPage(ImmutableArray<PartListLine> Parts, int Total, ImmutableArray<UnreadPart> Unread, string? IndexFault);

/// <summary>One part in a list: times by the box's clock (null where it told none) and who vouched for it, the score once the sealed sheet
/// gives one, and the journal's file, length in bytes, blocks and hash of the last one, with how many the centre has confirmed.</summary>
public sealed record PartListLine(
    Guid Part,
    string Station,
    Guid Sitting,
    string Candidate,
    string Subject,
    string Task,
    string Paper,
    ExamMode Mode,
    bool IsTest,
    int Attempt,
    Guid? Replaces,
    SessionPhase Phase,
    DateTimeOffset? OpenedAt,
    ClockSource? Clock,
    DateTimeOffset? SealedAt,
    bool IsSealed,
    ScoreStanding Standing,
    IndexedScore? Score,
    string? SheetHash,
    string Journal,
    long Length,
    long Blocks,
    string Tail,
    long ConfirmedBlocks);

/// <summary>What may be sat again after a sitting. A box offers; the exam centre registers.</summary>
/// <param name="IsOpen">Whether a re-sit is offered.</param>
/// <param name="Subjects">To be sat again.</param>
/// <param name="Keeps">Passed and kept.</param>
/// <param name="AttemptsLeft">Null where the paper sets no limit.</param>
/// <param name="KeptUntil">Last day on which what is kept counts; null where the paper sets no limit or nothing is kept.</param>
/// <param name="Reasons">By subject, or of the whole sitting.</param>
public sealed record ResitView(
    bool IsOpen, ImmutableArray<string> Subjects, ImmutableArray<string> Keeps, int? AttemptsLeft, DateOnly? KeptUntil, ImmutableArray<RefusalReason> Reasons);
