using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;

namespace WeldExam.Exam.Results;

/// <summary>What a candidate may sit again after a sitting, and why. What the paper does not say (scope, attempts, validity) is not invented:
/// it stays open for the exam centre.</summary>
/// <param name="IsOpen">Whether a re-sit is offered.</param>
/// <param name="Subjects">To be sat again.</param>
/// <param name="Keeps">Passed, and kept until <paramref name="KeptUntil"/>.</param>
/// <param name="AttemptsLeft">After this one; null where the paper sets no limit.</param>
/// <param name="KeptUntil">Last day on which the kept subjects count; null when nothing is kept or the paper sets no limit.</param>
/// <param name="Reasons">Each subject's or the sitting's reason.</param>
public sealed record ResitOffer(
    bool IsOpen, ImmutableArray<string> Subjects, ImmutableArray<string> Keeps, int? AttemptsLeft, DateOnly? KeptUntil, ImmutableArray<ResitNote> Reasons)
{
    /// <param name="paper">Whose terms decide.</param>
    /// <param name="parts">The sitting's parts that count: one a subject.</param>
    /// <param name="result">The total over them.</param>
    /// <param name="sealedOn">The day on which the first of the kept parts was sealed.</param>
    public static ResitOffer Of(Paper paper, IReadOnlyList<PartResult> parts, SittingResult result, DateOnly sealedOn)
    {
        var left = paper.Terms.Attempts - parts.Select(part => part.Sheet.Part.Attempt).DefaultIfEmpty(1).Max();
        if (Closed(parts, result) is { } closed)
            return new(IsOpen: false, [], [], left, null, [closed]);
        ImmutableArray<ResitNote> notes = [.. paper.Subjects.Select(subject => NoteOf(paper, subject.Id, parts)).OfType<ResitNote>()];
        ImmutableArray<ResitNote> ours = [.. notes.Where(note => note.Reason == ResitReason.EquipmentFault)];
        if (!ours.IsEmpty)
            return new(IsOpen: true, [.. ours.Select(note => note.Subject)], [], left, null, ours); // the same attempt goes on
        if (left <= 0)
            return new(IsOpen: false, [], [], 0, null, [.. notes, new(string.Empty, ResitReason.AttemptsUsed)]);
        if (paper.Terms.Resit != ResitScope.FailedSubjects)
        {
            var reason = paper.Terms.Resit is null ? ResitReason.ScopeNotStated : ResitReason.EverySubject;
            return new(IsOpen: true, [.. paper.Subjects.Select(subject => subject.Id)], [], left, null, [.. notes, new(string.Empty, reason)]);
        }

        ImmutableArray<string> again = [.. notes.Select(note => note.Subject)];
        ImmutableArray<string> keeps = [.. paper.Subjects.Select(subject => subject.Id).Except(again)];
        var until = keeps.IsEmpty || paper.Terms.ValidityDays is not { } days ? (DateOnly?)null : sealedOn.AddDays(days);
        return new(IsOpen: true, again, keeps, left, until, notes);
    }

    private static ResitNote? NoteOf(Paper paper, string subject, IReadOnlyList<PartResult> parts)
    {
        var sheets = parts.Where(part => part.Sheet.Part.Subject == subject).Select(part => part.Sheet).ToArray();
        return (sheets is [var sheet] ? Failed(paper, sheet) : ResitReason.Missing) is { } reason ? new(subject, reason) : null;
    }

    private static ResitNote? Closed(IReadOnlyList<PartResult> parts, SittingResult result) => result.Outcome switch
    {
        SittingOutcome.Passed => new(string.Empty, ResitReason.Passed),
        SittingOutcome.Disqualified => new(string.Empty, ResitReason.Disqualified),
        SittingOutcome.Incomplete when !parts.Any(part => part.Sheet.Outcome == PartOutcome.EquipmentFault) => new(string.Empty, ResitReason.NotSettled),
        _ => result.Mode == ExamMode.Practice ? new(string.Empty, ResitReason.Practice) : null,
    };

    private static ResitReason? Failed(Paper paper, ScoreSheet sheet) => sheet switch
    {
        { Outcome: PartOutcome.EquipmentFault } => ResitReason.EquipmentFault,
        { Outcome: PartOutcome.GaveUp } => ResitReason.GaveUp,
        { Outcome: PartOutcome.StoppedForSafety } => ResitReason.StoppedForSafety,
        { IsVetoed: true } => ResitReason.Vetoed,
        { IsRefused: true } => ResitReason.RefusedToSign,
        { Points: { } points } when points < paper.Pass => ResitReason.BelowPass,
        { Points: null } => ResitReason.Missing,
        _ => null,
    };
}

/// <param name="Subject">K1 … K4; empty where it is about the sitting.</param>
/// <param name="Reason">Why it must be sat again, or why nothing is offered.</param>
public sealed record ResitNote(string Subject, ResitReason Reason);

/// <summary>The words travel and never change meaning.</summary>
public enum ResitReason
{
    /// <summary>Nothing to sit again.</summary>
    Passed = 0,

    /// <summary>Practice has no re-sit.</summary>
    Practice = 1,

    /// <summary>Parts or decisions are missing: first they must be settled.</summary>
    NotSettled = 2,

    /// <summary>违纪: the exam centre decides, nobody else.</summary>
    Disqualified = 3,

    /// <summary>The last attempt of the paper is used up: register anew.</summary>
    AttemptsUsed = 4,

    /// <summary>The subject's points are below the pass mark.</summary>
    BelowPass = 5,
    Vetoed = 6,
    GaveUp = 7,
    StoppedForSafety = 8,
    RefusedToSign = 9,

    /// <summary>Repeated without using up an attempt.</summary>
    EquipmentFault = 10,

    /// <summary>The subject was not sat, or nobody decided on it.</summary>
    Missing = 11,

    /// <summary>The paper wants every subject again.</summary>
    EverySubject = 12,

    /// <summary>The paper does not say what a re-sit covers: every subject, unless the exam centre says otherwise.</summary>
    ScopeNotStated = 13,
}
