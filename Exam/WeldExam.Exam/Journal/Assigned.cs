using System.Collections.Immutable;

namespace WeldExam.Exam.Journal;

/// <summary>The staff who judge this part.</summary>
public sealed record Assigned(ImmutableArray<Assignee> Staff) : Entry;

/// <summary>One person of the staff by staff number, never by name.</summary>
public sealed record Assignee(string Id, StaffRole Role);

/// <summary>The numbers are part of the journal format.</summary>
public enum StaffRole
{
    /// <summary>考评员.</summary>
    Examiner = 0,

    /// <summary>主考官.</summary>
    ChiefExaminer = 1,
}
