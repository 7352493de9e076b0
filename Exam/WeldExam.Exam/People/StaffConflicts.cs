using System.Collections.Immutable;
using WeldExam.Exam.Journal;

namespace WeldExam.Exam.People;

/// <summary>What a person does elsewhere at this moment.</summary>
/// <param name="Id">Staff number.</param>
/// <param name="Role">In which role.</param>
/// <param name="Booth">At which booth.</param>
public readonly record struct Engagement(string Id, StaffRole Role, string Booth);

/// <summary>Judges proposed staff by the register's rules. Pure: the same arguments give the same answer at the box, at the centre and years later.</summary>
public static class StaffConflicts
{
    /// <param name="register">Who is who, and the rules.</param>
    /// <param name="trainingBody">The candidate's training body; null for a candidate who came without one.</param>
    /// <param name="staff">Who shall act at the booth.</param>
    /// <param name="elsewhere">What the point's staff do at other booths now.</param>
    /// <param name="day">When.</param>
    public static StaffVerdict Judge(
        StaffRegister register, string? trainingBody, ImmutableArray<Assignee> staff, ImmutableArray<Engagement> elsewhere, ExamDay day)
    {
        var refusals = ImmutableArray.CreateBuilder<StaffRefusal>();
        foreach (var id in staff.Select(person => person.Id).Distinct(StringComparer.Ordinal))
        {
            if (register.Find(id) is not { } person)
            {
                refusals.Add(new(StaffRefusal.Register, StaffFault.Unknown, id));
                continue;
            }

            StaffRole[] roles = [.. staff.Where(proposed => proposed.Id == id).Select(proposed => proposed.Role)];
            Engagement[] engaged = [.. elsewhere.Where(engagement => engagement.Id == id)];
            foreach (var rule in register.Rules.Where(rule => rule.Roles.Any(roles.Contains)))
            {
                if (FaultOf(rule, person, trainingBody, roles, engaged, day) is { } fault)
                    refusals.Add(new(rule.Id, fault, id));
            }
        }

        return new(refusals.ToImmutable(), day.Last > register.Expires);
    }

    private static StaffFault? FaultOf(
        ConflictRule rule, StaffPerson person, string? trainingBody, StaffRole[] roles, Engagement[] engaged, ExamDay day) => rule switch
    {
        NoTeaching => Counting(person, day).Any(tie => tie.Teaches) ? StaffFault.Teaches : null,
        NotOwnBody => trainingBody is not null && Counting(person, day).Any(tie => tie.Body == trainingBody) ? StaffFault.OwnBody : null,
        OnlyFrom only => only.Employers.Contains(person.Employer) ? null : StaffFault.Employer,
        Qualified => roles.Where(rule.Roles.Contains).Select(role => FaultOf(person, role, day)).FirstOrDefault(fault => fault is not null),
        Exclusive => roles.Concat(engaged.Select(engagement => engagement.Role)).Where(rule.Roles.Contains).Distinct().Count() > 1 ? StaffFault.RolesExclude : null,
        MaxBooths most => engaged.Where(engagement => rule.Roles.Contains(engagement.Role)).Select(engagement => engagement.Booth).Distinct().Count() + 1 > most.Booths
            ? StaffFault.TooManyBooths
            : null,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not a rule of the closed set"),
    };

    private static StaffFault? FaultOf(StaffPerson person, StaffRole role, ExamDay day)
    {
        var granted = person.Qualifications.Where(qualification => qualification.Role == role).ToArray();
        return granted.Length == 0 ? StaffFault.NotQualified
            : granted.Any(qualification => qualification.From <= day.First && day.Last <= qualification.Until) ? null
            : StaffFault.QualificationExpired;
    }

    /// <summary>A tie counts until it is surely over.</summary>
    private static IEnumerable<Affiliation> Counting(StaffPerson person, ExamDay day) =>
        person.Bodies.Where(tie => tie.Until is not { } until || until >= day.First);
}
