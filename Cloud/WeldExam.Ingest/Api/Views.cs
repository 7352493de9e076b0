using System.Collections.Immutable;
using System.Text.Json;
using WeldExam.Contracts.Files;

namespace WeldExam.Ingest.Api;

/// <summary>One part as the API shows it. Points are decimal strings; what is not known is null, never 0.</summary>
/// <param name="Id">The part's journal.</param>
/// <param name="Sitting">The sitting.</param>
/// <param name="Candidate">The pseudonym.</param>
/// <param name="Point">The exam point.</param>
/// <param name="Station">The station.</param>
/// <param name="Box">The box that signed.</param>
/// <param name="Subject">K1 … K4.</param>
/// <param name="Task">K11 … K42.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Mode">practice or exam.</param>
/// <param name="IsTest">Simulated devices took part: never counts.</param>
/// <param name="PaperId">The paper's name.</param>
/// <param name="PaperHash">SHA-256 of the paper.</param>
/// <param name="PaperStatus">sample or verified by that sheet; null before there is one.</param>
/// <param name="IsSealed">Whether the part is closed.</param>
/// <param name="Score">Points of the box's concluded sheet.</param>
/// <param name="Verdict">How the part ended by that sheet.</param>
/// <param name="ChainOk">Chain, signatures and, once sealed, root are true, and the journal is not held.</param>
/// <param name="Held">A fork or broken chain: people must decide.</param>
/// <param name="ReScore">matches, differs, notYet or pending.</param>
/// <param name="ReScoreReason">Why, where it is not a match.</param>
/// <param name="ReScoredPoints">Points by the centre's own scoring.</param>
/// <param name="SheetHash">The sealed sheet.</param>
/// <param name="MerkleRoot">The sealed root.</param>
/// <param name="JournalSha256">SHA-256 of the box's journal file; null until sealed.</param>
/// <param name="Blocks">Blocks held without a gap.</param>
/// <param name="Alarms">Alarms about this journal.</param>
public sealed record ExamView(
    string Id,
    string Sitting,
    string Candidate,
    string? Point,
    string? Station,
    string? Box,
    string Subject,
    string Task,
    int Attempt,
    string Mode,
    bool IsTest,
    string PaperId,
    string PaperHash,
    string? PaperStatus,
    bool IsSealed,
    string? Score,
    string? Verdict,
    bool ChainOk,
    bool Held,
    string ReScore,
    string ReScoreReason,
    string? ReScoredPoints,
    string? SheetHash,
    string? MerkleRoot,
    string? JournalSha256,
    long Blocks,
    ImmutableArray<AlarmView> Alarms);

public sealed record AlarmView(string Kind, string Subject, string? Journal, DateTimeOffset At, string Detail, long Count);

public sealed record StationView(string Station, string Presence, ImmutableArray<ReadinessView> Readiness);

public sealed record ReadinessView(string Task, string Verdict, ImmutableArray<string> Reasons);

public sealed record BoxView(string Name, string Point, ImmutableArray<string> Keys, ImmutableArray<StationView> Stations);

/// <summary>A permission to hold exams under a sample paper.</summary>
/// <param name="Hash">By which parts name it.</param>
/// <param name="Policy">What was signed; null if this version cannot read it.</param>
public sealed record PolicyView(string Hash, PaperPolicy? Policy);

public sealed record PaperView(string Hash, string Id, string Version, string Status);

/// <summary>A sitting: every part, those that count, and their total (the exam's canonical JSON) or why there is none.</summary>
public sealed record SittingReport(string Id, ImmutableArray<ExamView> Parts, ImmutableArray<string> Verified, JsonElement? Total, string? TotalHash, string? Reason);

/// <summary>What became of an upload.</summary>
public sealed record UploadView(bool InForce, ImmutableArray<string> Errors);
