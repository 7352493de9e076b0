using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;

namespace WeldExam.Exam.Tests.People;

[Trait("Clause", "冀应急〔2023〕17号 §11")]
public sealed class StaffConflictsTests
{
    private static readonly Assignee First = new("E-01", StaffRole.Examiner);
    private static readonly Assignee Second = new("E-02", StaffRole.Examiner);

    [Fact]
    public void Two_examiners_whom_nothing_speaks_against_may_act() => Assert.Empty(Judge(Registers.Point, "BODY-7", First, Second).Refusals);

    [Fact]
    public void Who_is_not_registered_may_not_act() =>
        Refused(new("register", StaffFault.Unknown, "X-99"), Judge(Registers.Point, null, First, new("X-99", StaffRole.Examiner)));

    [Fact]
    public void A_teacher_cannot_examine_whosever_the_candidate_is()
    {
        Refused(new("R-teaching", StaffFault.Teaches, "E-04"), Judge(Registers.Point, null, new Assignee("E-04", StaffRole.Examiner)));
        var once = Registers.With(Registers.Person("E-05", Employer.Other, StaffRole.Examiner) with { Bodies = [new("BODY-9", true, Registers.Day.AddDays(-1))] });
        Assert.Empty(Judge(once, null, new Assignee("E-05", StaffRole.Examiner)).Refusals);
    }

    [Fact]
    public void A_tie_counts_through_its_last_day_and_until_the_clock_surely_says_it_is_over()
    {
        var tied = Registers.With(Registers.Person("E-05", Employer.Other, StaffRole.Examiner) with { Bodies = [new("BODY-7", false, Registers.Day)] });
        var person = new Assignee("E-05", StaffRole.Examiner);
        Refused(new("R-own-body", StaffFault.OwnBody, "E-05"), Judge(tied, "BODY-7", person));
        Refused(new("R-own-body", StaffFault.OwnBody, "E-05"), StaffConflicts.Judge(tied, "BODY-7", [person], [], new(Registers.Day, Registers.Day.AddDays(1))));
        Assert.Empty(StaffConflicts.Judge(tied, "BODY-7", [person], [], Registers.On(Registers.Day.AddDays(1))).Refusals);
    }

    [Fact]
    public void Nobody_examines_candidates_of_their_own_body()
    {
        var person = new Assignee("E-03", StaffRole.Examiner);
        Refused(new("R-own-body", StaffFault.OwnBody, "E-03"), Judge(Registers.Point, "BODY-7", person));
        Assert.Empty(Judge(Registers.Point, "BODY-8", person).Refusals);
        Assert.Empty(Judge(Registers.Point, null, person).Refusals);
    }

    [Theory]
    [InlineData(Employer.Enforcement, true)]
    [InlineData(Employer.ExamCentre, true)]
    [InlineData(Employer.TrainingBody, false)]
    [InlineData(Employer.Other, false)]
    public void Chief_examiners_come_from_enforcement_or_the_exam_centre(Employer employer, bool may)
    {
        var register = Registers.With(Registers.Person("C-02", employer, StaffRole.ChiefExaminer));
        Assert.Equal(may ? [] : [new("R-chief", StaffFault.Employer, "C-02")], Judge(register, null, new Assignee("C-02", StaffRole.ChiefExaminer)).Refusals);
    }

    [Fact]
    public void The_role_must_be_granted_and_surely_valid_on_the_day()
    {
        Refused(new("R-qualified", StaffFault.NotQualified, "E-01"), Judge(Registers.Point, null, new Assignee("E-01", StaffRole.Technician)));
        var last = new DateOnly(2026, 12, 31);
        Assert.Empty(StaffConflicts.Judge(Registers.Point, null, [First], [], Registers.On(last)).Refusals);
        Refused(new("R-qualified", StaffFault.QualificationExpired, "E-01"), StaffConflicts.Judge(Registers.Point, null, [First], [], Registers.On(last.AddDays(1))));
        var midnight = ExamDay.Of(new DateTimeOffset(2026, 12, 31, 23, 59, 50, TimeSpan.Zero), TimeSpan.FromSeconds(30));
        Refused(new("R-qualified", StaffFault.QualificationExpired, "E-01"), StaffConflicts.Judge(Registers.Point, null, [First], [], midnight));
        Refused(new("R-qualified", StaffFault.QualificationExpired, "E-01"), StaffConflicts.Judge(Registers.Point, null, [First], [], Registers.On(new(2025, 12, 31))));
    }

    [Fact]
    public void One_person_does_not_act_in_two_roles_that_exclude_each_other()
    {
        var both = Registers.With(Registers.Person("C-03", Employer.ExamCentre, StaffRole.ChiefExaminer, StaffRole.Examiner));
        Assignee chief = new("C-03", StaffRole.ChiefExaminer), examiner = new("C-03", StaffRole.Examiner);
        Refused(new("R-exclusive", StaffFault.RolesExclude, "C-03"), Judge(both, null, chief, examiner));
        Refused(
            new("R-exclusive", StaffFault.RolesExclude, "C-03"),
            StaffConflicts.Judge(both, null, [chief], [new("C-03", StaffRole.Examiner, "A2")], Registers.On(Registers.Day)));
        Assert.Empty(Judge(both, null, chief).Refusals);
    }

    [Fact]
    public void An_examiner_watches_as_many_booths_as_the_rules_say()
    {
        ImmutableArray<Engagement> one = [new("E-01", StaffRole.Examiner, "A2"), new("E-01", StaffRole.Examiner, "A2"), new("E-02", StaffRole.Examiner, "A3")];
        Assert.Empty(StaffConflicts.Judge(Registers.Point, null, [First], one, Registers.On(Registers.Day)).Refusals);
        Refused(
            new("R-booths", StaffFault.TooManyBooths, "E-01"),
            StaffConflicts.Judge(Registers.Point, null, [First], one.Add(new("E-01", StaffRole.Examiner, "A4")), Registers.On(Registers.Day)));
    }

    [Fact]
    public void Every_reason_against_everybody_is_given_at_once()
    {
        var verdict = Judge(Registers.Point, "BODY-9", new("E-04", StaffRole.Examiner), new("X-99", StaffRole.Technician));
        Assert.Equal([StaffFault.Teaches, StaffFault.OwnBody, StaffFault.Unknown], verdict.Refusals.Select(refusal => refusal.Fault));
    }

    [Fact]
    public void What_was_prohibited_stays_prohibited_after_the_register_has_expired_and_the_answer_says_so()
    {
        var short_ = Registers.Point with { Expires = Registers.Day };
        var teacher = new Assignee("E-04", StaffRole.Examiner);
        Assert.False(Judge(short_, null, teacher).IsExpired);
        var later = StaffConflicts.Judge(short_, null, [teacher], [], Registers.On(Registers.Day.AddDays(1)));
        Assert.True(later.IsExpired);
        Refused(new("R-teaching", StaffFault.Teaches, "E-04"), later);
        Assert.True(StaffConflicts.Judge(short_, null, [First], [], new(Registers.Day, Registers.Day.AddDays(1))).IsExpired);
    }

    [Fact]
    public void The_rules_are_the_register_s_and_nothing_else() =>
        Assert.Empty(Judge(Registers.Point with { Rules = [] }, "BODY-9", new Assignee("E-04", StaffRole.ChiefExaminer)).Refusals);

    [Fact]
    public void A_register_that_means_nothing_is_refused_with_the_place()
    {
        Assert.Null(Registers.Point.Fault());
        Assert.Equal("format 2 is not known", (Registers.Point with { Format = 2 }).Fault());
        Assert.Equal("version begins at 1", (Registers.Point with { Version = 0 }).Fault());
        Assert.Equal("two persons share a staff number", Registers.With(Registers.Point.Persons[0]).Fault());
        Assert.StartsWith("rules[0]: booths", (Registers.Point with { Rules = [new MaxBooths("R", [StaffRole.Examiner], 0)] }).Fault(), StringComparison.Ordinal);
        Assert.StartsWith("rules[0]: two roles", (Registers.Point with { Rules = [new Exclusive("R", [StaffRole.Examiner])] }).Fault(), StringComparison.Ordinal);
        Assert.StartsWith("persons[6]: a qualification", Registers.With(new StaffPerson("E", Employer.Other, [new(StaffRole.Examiner, new(2026, 2, 1), new(2026, 1, 1))], [])).Fault(), StringComparison.Ordinal);
    }

    private static StaffVerdict Judge(StaffRegister register, string? body, params ImmutableArray<Assignee> staff) =>
        StaffConflicts.Judge(register, body, staff, [], Registers.On(Registers.Day));

    private static void Refused(StaffRefusal expected, StaffVerdict verdict) => Assert.Equal([expected], verdict.Refusals);
}
