using System.Collections.Immutable;

namespace WeldExam.Exam.Journal;

/// <summary>The staff of this part.</summary>
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

    /// <summary>监考员: keeps order, does not mark.</summary>
    Invigilator = 2,

    /// <summary>技术员: keeps the equipment running, does not judge.</summary>
    Technician = 3,

    /// <summary>管理员: runs the point, has no part in an exam.</summary>
    Administrator = 4,
}
