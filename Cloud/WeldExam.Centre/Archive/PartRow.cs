using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Archive;

/// <summary>One part of a sitting, as its opening states it, and what re-scoring found.</summary>
public sealed record PartRow(
    JournalId Journal,
    SittingId Sitting,
    string Candidate,
    string Subject,
    string Task,
    int Attempt,
    ExamMode Mode,
    bool IsTest,
    string PaperId,
    Hash256 Paper,
    JournalId? Replaces,
    Hash256? ConcludedSheet,
    ReScore ReScore)
{
    public static PartRow Of(JournalId journal, PartOpening part) => new(
        journal, part.Sitting, part.Candidate, part.Subject, part.Task, part.Attempt, part.Mode, part.IsTest, part.PaperId, part.Paper,
        part.Replaces, null, ReScore.Pending);
}

/// <summary>What the centre's own scoring of a sealed part came to.</summary>
/// <param name="Outcome">Match, difference, or not possible yet.</param>
/// <param name="Reason">For people, where it is not a match.</param>
/// <param name="Sheet">Hash of the centre's own sheet.</param>
/// <param name="Points">Points of that sheet, decimal; null while decisions are missing.</param>
/// <param name="Verdict">How the part ended by that sheet, as a stable word.</param>
public sealed record ReScore(ReScoreOutcome Outcome, string Reason, Hash256? Sheet, string? Points, string? Verdict)
{
    public static readonly ReScore Pending = new(ReScoreOutcome.Pending, string.Empty, null, null, null);

    public static ReScore NotYet(string reason) => new(ReScoreOutcome.NotYet, reason, null, null, null);
}

/// <summary>The numbers are stored.</summary>
public enum ReScoreOutcome
{
    /// <summary>Not tried: the part is not sealed, or it is the next to be tried.</summary>
    Pending = 0,

    /// <summary>The same bytes as the box's sheet.</summary>
    Matches = 1,

    /// <summary>Another sheet: an alarm.</summary>
    Differs = 2,

    /// <summary>Cannot be re-scored yet: neither agreement nor alarm.</summary>
    NotYet = 3,
}
