using System.Collections.Immutable;
using WeldExam.Exam.Journal;

namespace WeldExam.Exam.People;

/// <summary>One person of the staff as the exam centre registers them.</summary>
/// <param name="Id">Staff number: the only name that journals know.</param>
/// <param name="Employer">Where the person is employed.</param>
/// <param name="Qualifications">In which roles the person may act, and when.</param>
/// <param name="Bodies">Training bodies that the person belongs to, or belonged to so lately that it still counts.</param>
public sealed record StaffPerson(string Id, Employer Employer, ImmutableArray<Qualification> Qualifications, ImmutableArray<Affiliation> Bodies);

/// <summary>The right to act in a role.</summary>
/// <param name="Role">The role.</param>
/// <param name="From">First day, UTC.</param>
/// <param name="Until">Last day, UTC.</param>
public sealed record Qualification(StaffRole Role, DateOnly From, DateOnly Until);

/// <summary>A tie to a training body (培训机构).</summary>
/// <param name="Body">Its code; opaque.</param>
/// <param name="Teaches">Whether the person teaches there.</param>
/// <param name="Until">Last day on which the tie counts, UTC; null while nobody has ended it.</param>
public sealed record Affiliation(string Body, bool Teaches, DateOnly? Until);

/// <summary>Where a person is employed. The numbers are part of the file format.</summary>
public enum Employer
{
    Other = 0,

    /// <summary>执法机构: an enforcement body.</summary>
    Enforcement = 1,

    /// <summary>考试机构: the exam centre.</summary>
    ExamCentre = 2,

    /// <summary>培训机构: a training body.</summary>
    TrainingBody = 3,
}
