using System.Collections.Immutable;

namespace WeldExam.Exam.People;

/// <summary>The staff of an exam point and the rules on who may act: one file, signed and versioned by the centre.</summary>
/// <param name="Format">Version of the file's format: <see cref="KnownFormat"/>.</param>
/// <param name="Point">The exam point.</param>
/// <param name="Version">Rising from 1; a box never goes back.</param>
/// <param name="Expires">Last day on which it is in force, UTC. Afterwards what it prohibits stays prohibited, and every answer says that it has expired.</param>
/// <param name="Persons">The staff.</param>
/// <param name="Rules">The rules.</param>
public sealed record StaffRegister(
    int Format, string Point, int Version, DateOnly Expires, ImmutableArray<StaffPerson> Persons, ImmutableArray<ConflictRule> Rules)
{
    public const int KnownFormat = 1;

    public StaffPerson? Find(string id) => Persons.FirstOrDefault(person => person.Id == id);

    /// <summary>What is wrong with it; null when it can be used.</summary>
    public string? Fault()
    {
        if (Format != KnownFormat)
            return $"format {Format} is not known";
        if (Version < 1)
            return "version begins at 1";
        if (Persons.IsDefault || Rules.IsDefault)
            return "persons or rules are missing";
        for (var i = 0; i < Persons.Length; i++)
        {
            // The array promises no nulls, JSON does not keep the promise.
            if ((Persons[i] is { } person ? FaultOf(person) : "nothing") is { } fault)
                return $"persons[{i}]: {fault}";
        }

        for (var i = 0; i < Rules.Length; i++)
        {
            if ((Rules[i] is { } rule ? FaultOf(rule) : "nothing") is { } fault)
                return $"rules[{i}]: {fault}";
        }

        return Persons.DistinctBy(person => person.Id).Count() < Persons.Length ? "two persons share a staff number"
            : Rules.DistinctBy(rule => rule.Id).Count() < Rules.Length ? "two rules share an id"
            : null;
    }

    private static string? FaultOf(StaffPerson person) =>
        string.IsNullOrWhiteSpace(person.Id) ? "id is missing"
        : !Enum.IsDefined(person.Employer) ? "employer is not known"
        : person.Qualifications.IsDefault || person.Bodies.IsDefault ? "qualifications or bodies are missing"
        : person.Qualifications.Any(each => each is null || !Enum.IsDefined(each.Role) || each.Until < each.From) ? "a qualification ends before it begins, or its role is not known"
        : person.Bodies.Any(each => each is null || string.IsNullOrWhiteSpace(each.Body)) ? "a body has no code"
        : null;

    private static string? FaultOf(ConflictRule rule) =>
        string.IsNullOrWhiteSpace(rule.Id) ? "id is missing"
        : rule.Roles.IsDefaultOrEmpty || !rule.Roles.All(Enum.IsDefined) ? "roles are missing or not known"
        : rule is OnlyFrom only && (only.Employers.IsDefaultOrEmpty || !only.Employers.All(Enum.IsDefined)) ? "employers are missing or not known"
        : rule is Exclusive && rule.Roles.Distinct().Count() < 2 ? "two roles are needed to exclude each other"
        : rule is MaxBooths { Booths: < 1 } ? "booths begin at 1"
        : null;
}
