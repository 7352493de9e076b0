using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeldExam.Exam.Journal;

namespace WeldExam.Exam.People;

/// <summary>Draws staff for a part by a seed, so that anybody can draw again. Each of the pool has the rank
/// SHA-256("weldexam staff draw 1" LF seed in 32 lower-case hexadecimal digits LF role number LF staff number); the lowest ranks are drawn,
/// the chief examiners first, and nobody twice. The order of the pool plays no part.</summary>
public static class StaffDraw
{
    private const string Purpose = "weldexam staff draw 1";

    /// <summary>Everybody whom nothing speaks against, in both roles, in the order of their numbers.</summary>
    public static ImmutableArray<Assignee> Pool(StaffRegister register, string? trainingBody, ImmutableArray<Engagement> elsewhere, ExamDay day) =>
    [
        .. register.Persons
            .SelectMany(person => person.Qualifications.Select(qualification => new Assignee(person.Id, qualification.Role)))
            .Where(person => person.Role is StaffRole.Examiner or StaffRole.ChiefExaminer)
            .Distinct()
            .Where(person => StaffConflicts.Judge(register, trainingBody, [person], elsewhere, day).Refusals.IsEmpty)
            .OrderBy(person => person.Role)
            .ThenBy(person => person.Id, StringComparer.Ordinal),
    ];

    /// <summary>Draws; null when the pool is too small.</summary>
    /// <param name="seed">Fresh for each draw.</param>
    /// <param name="pool">Who may be drawn.</param>
    /// <param name="examiners">How many examiners are wanted.</param>
    /// <param name="chiefs">How many chief examiners are wanted.</param>
    public static ImmutableArray<Assignee>? Draw(Guid seed, ImmutableArray<Assignee> pool, int examiners, int chiefs)
    {
        ImmutableArray<Assignee> chosen = [.. Lowest(seed, pool, StaffRole.ChiefExaminer, []).Take(chiefs)];
        ImmutableArray<Assignee> drawn = [.. chosen, .. Lowest(seed, pool, StaffRole.Examiner, chosen).Take(examiners)];
        return drawn.Length == examiners + chiefs ? drawn : null;
    }

    /// <summary>Whether a recorded draw gives the same people again. That the pool was the right one is <see cref="Pool"/>'s to say, by the register it names.</summary>
    public static bool Verify(StaffDrawn drawn) =>
        Draw(drawn.Seed, drawn.Pool, drawn.Drawn.Count(person => person.Role == StaffRole.Examiner), drawn.Drawn.Count(person => person.Role == StaffRole.ChiefExaminer))
            is { } again && again.SequenceEqual(drawn.Drawn);

    /// <summary>The pool in one number, for people who compare two draws: SHA-256 of its lines "role number SP staff number LF", sorted.</summary>
    public static Hash256 HashOf(ImmutableArray<Assignee> pool) => Hash256.Of(Encoding.UTF8.GetBytes(string.Concat(
        pool.Select(person => string.Create(CultureInfo.InvariantCulture, $"{(int)person.Role} {person.Id}\n")).Order(StringComparer.Ordinal))));

    private static IEnumerable<Assignee> Lowest(Guid seed, ImmutableArray<Assignee> pool, StaffRole role, ImmutableArray<Assignee> without) =>
        pool.Where(person => person.Role == role && !without.Any(chosen => chosen.Id == person.Id))
            .Distinct()
            .OrderBy(person => RankOf(seed, person), StringComparer.Ordinal);

    private static string RankOf(Guid seed, Assignee person) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Purpose}\n{seed:N}\n{(int)person.Role}\n{person.Id}"))));
}
