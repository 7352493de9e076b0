using System.Collections.Immutable;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Station.Identity;

/// <summary>Who is expected, by keyed hash of the ID number.</summary>
public interface IRoster
{
    /// <summary>Whether a roster was ever put in force here. Until then nobody can be on it, and there is practice only.</summary>
    bool IsInForce { get; }

    RosterCandidate? Find(string lookUpKey);
}

/// <summary>One candidate of the roster.</summary>
/// <param name="Pseudonym">The only name that journals and topics know.</param>
/// <param name="DisplayName">Masked name for the station's screen (王**).</param>
/// <param name="Sitting">The candidate's sitting.</param>
/// <param name="Subjects">Subjects the sitting consists of.</param>
/// <param name="Attempt">Number of the attempt, from 1.</param>
/// <param name="Paper">The paper the sitting is held under.</param>
public sealed record RosterCandidate(
    string Pseudonym, string DisplayName, SittingId Sitting, ImmutableArray<string> Subjects, int Attempt, Hash256 Paper)
{
    /// <summary>The tasks that were drawn; empty where they are drawn at the point.</summary>
    public ImmutableArray<string> Drawn { get; init; } = [];

    /// <summary>Code of the candidate's training body; null for a candidate who came without one.</summary>
    public string? TrainingBody { get; init; }

    /// <summary>What a re-sit keeps of earlier sittings.</summary>
    public ImmutableArray<KeptSubject> Keeps { get; init; } = [];

    /// <summary>Whoever practises before any roster came: a sitting of its own, of whichever task and paper is opened.</summary>
    public static RosterCandidate Practising(Guid check) => new(PracticePseudonym.Of(check), "练习 practice", new(check), [], 1, default);

    public bool IsPractising => PracticePseudonym.Is(Pseudonym);
}
