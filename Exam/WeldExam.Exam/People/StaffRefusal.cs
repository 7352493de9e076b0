using System.Collections.Immutable;

namespace WeldExam.Exam.People;

/// <summary>What a register says about the proposed staff.</summary>
/// <param name="Refusals">Everything against them; empty when they may act.</param>
/// <param name="IsExpired">The register's time is over, or may be: what it prohibits stays prohibited.</param>
public sealed record StaffVerdict(ImmutableArray<StaffRefusal> Refusals, bool IsExpired);

/// <summary>One reason against one person.</summary>
/// <param name="Rule">Id of the rule; <see cref="Register"/> for a person who is not registered.</param>
/// <param name="Fault">What it is.</param>
/// <param name="Person">Staff number.</param>
public sealed record StaffRefusal(string Rule, StaffFault Fault, string Person)
{
    /// <summary>Stands for a rule where the register itself is the reason.</summary>
    public const string Register = "register";
}

/// <summary>Reasons against a person. The numbers are part of the journal format.</summary>
public enum StaffFault
{
    /// <summary>Not on the register.</summary>
    Unknown = 0,

    /// <summary>Teaches at a training body.</summary>
    Teaches = 1,

    /// <summary>Belongs to the candidate's training body.</summary>
    OwnBody = 2,

    /// <summary>Employed elsewhere than the role demands.</summary>
    Employer = 3,

    /// <summary>The role was never granted.</summary>
    NotQualified = 4,

    /// <summary>The role's grant is over, has not begun, or may be one of these by the clock.</summary>
    QualificationExpired = 5,

    /// <summary>Acts in another role that excludes this one.</summary>
    RolesExclude = 6,

    /// <summary>Acts at too many booths.</summary>
    TooManyBooths = 7,
}
