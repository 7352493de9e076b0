using System.Collections.Immutable;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Journal;

/// <summary>First entry of every journal: what it is about, by value, so that scoring needs nothing besides the paper.</summary>
/// <param name="Kind">What the journal records.</param>
/// <param name="Point">The exam point.</param>
/// <param name="Station">The station at that point.</param>
/// <param name="Box">The box that writes.</param>
/// <param name="Part">Only for a part: whose, which task, under which paper, measured how.</param>
public sealed record Opened(JournalKind Kind, string Point, string Station, string Box, PartOpening? Part) : Entry;

/// <summary>One part: one subject of one candidate's sitting at one station.</summary>
/// <param name="Sitting">The sitting it belongs to.</param>
/// <param name="Candidate">The candidate's pseudonym, never a name or an ID number.</param>
/// <param name="Subject">K1, K2, K3 or K4.</param>
/// <param name="Task">K11 … K42.</param>
/// <param name="PaperId">The paper's name and version, for people.</param>
/// <param name="Paper">SHA-256 of the paper file: the one that counts.</param>
/// <param name="Semantics">Version of the vocabulary's semantics that the paper names.</param>
/// <param name="Subjects">The subjects that the whole sitting consists of.</param>
/// <param name="Attempt">Number of the attempt, from 1.</param>
/// <param name="Mode">Practice or exam.</param>
/// <param name="IsTest">Simulated devices took part: the centre never counts it as an exam.</param>
/// <param name="TaskCard">What was issued for a welding task; null where the task has none.</param>
/// <param name="Replaces">The part that this one repeats after an equipment fault or a move.</param>
/// <param name="Policies">Signed policies in force, by hash.</param>
/// <param name="Channels">The signals of the station.</param>
public sealed record PartOpening(
    SittingId Sitting,
    string Candidate,
    string Subject,
    string Task,
    string PaperId,
    Hash256 Paper,
    int Semantics,
    ImmutableArray<string> Subjects,
    int Attempt,
    ExamMode Mode,
    bool IsTest,
    TaskCard? TaskCard,
    JournalId? Replaces,
    ImmutableArray<Hash256> Policies,
    ImmutableArray<Channel> Channels)
{
    /// <summary>The rig of the station on which the part is held; null where the station is one.</summary>
    public string? Rig { get; init; }

    /// <summary>With what the part is held.</summary>
    public ExamForm Form { get; init; }

    /// <summary>What a re-sit keeps of earlier sittings, as the roster says.</summary>
    public ImmutableArray<KeptSubject> Keeps { get; init; } = [];
}
