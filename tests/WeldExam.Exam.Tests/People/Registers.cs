using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;

namespace WeldExam.Exam.Tests.People;

/// <summary>A small point: five people and the rules of 冀应急〔2023〕17号 §11.</summary>
internal static class Registers
{
    public static readonly DateOnly Day = new(2026, 11, 24);

    public static readonly ImmutableArray<ConflictRule> Rules =
    [
        new NoTeaching("R-teaching", [StaffRole.Examiner, StaffRole.ChiefExaminer]),
        new NotOwnBody("R-own-body", [StaffRole.Examiner, StaffRole.ChiefExaminer, StaffRole.Invigilator]),
        new OnlyFrom("R-chief", [StaffRole.ChiefExaminer], [Employer.Enforcement, Employer.ExamCentre]),
        new Qualified("R-qualified", [StaffRole.Examiner, StaffRole.ChiefExaminer, StaffRole.Technician]),
        new Exclusive("R-exclusive", [StaffRole.Examiner, StaffRole.ChiefExaminer, StaffRole.Technician]),
        new MaxBooths("R-booths", [StaffRole.Examiner], 2),
    ];

    public static readonly StaffRegister Point = new(StaffRegister.KnownFormat, "HB-001", 3, new(2026, 12, 31),
    [
        Person("E-01", Employer.Other, StaffRole.Examiner),
        Person("E-02", Employer.Other, StaffRole.Examiner),
        Person("E-03", Employer.TrainingBody, StaffRole.Examiner) with { Bodies = [new("BODY-7", false, null)] },
        Person("E-04", Employer.TrainingBody, StaffRole.Examiner) with { Bodies = [new("BODY-9", true, null)] },
        Person("C-01", Employer.ExamCentre, StaffRole.ChiefExaminer),
        Person("T-01", Employer.Other, StaffRole.Technician),
    ], Rules);

    public static StaffPerson Person(string id, Employer employer, params ImmutableArray<StaffRole> roles) =>
        new(id, employer, [.. roles.Select(role => new Qualification(role, new(2026, 1, 1), new(2026, 12, 31)))], []);

    public static StaffRegister With(params ImmutableArray<StaffPerson> more) => Point with { Persons = [.. Point.Persons, .. more] };

    public static ExamDay On(DateOnly day) => new(day, day);
}
