using WeldExam.Contracts.Files;
using Xunit;

namespace WeldExam.Contracts.Tests.Files;

public sealed class RosterTests
{
    private static readonly RosterCandidate First = new(new('a', 64), "c-1", "王**", new('a', 32), ["K1"], null, 1, new('c', 64));

    private static readonly RosterCandidate Second = First with { Key = new('b', 64), Pseudonym = "c-2", Sitting = new('b', 32) };

    [Fact]
    public void Two_people_with_two_sittings_are_a_roster() => Assert.Equal("", Refusal(First, Second));

    [Fact]
    public void Two_spellings_of_one_sitting_are_refused() =>
        Assert.Equal("two candidates share a sitting", Refusal(First, Second with { Sitting = First.Sitting.ToUpperInvariant() }));

    [Fact]
    public void Two_lines_for_one_ID_number_are_refused() => Assert.Equal("two candidates share a key", Refusal(First, Second with { Key = First.Key }));

    [Fact]
    public void Two_people_under_one_pseudonym_are_refused() =>
        Assert.Equal("two candidates share a pseudonym", Refusal(First, Second with { Pseudonym = First.Pseudonym }));

    [Fact]
    public void An_empty_line_is_refused()
    {
        Assert.Null(Roster.TryRead("""{"point":"HB-001","version":1,"candidates":[null]}"""u8, out var reason));
        Assert.Equal("candidates[0]: nothing", reason);
    }

    [Fact]
    public void An_empty_subject_is_refused() => Assert.Equal("candidates[0]: a subject is empty", Refusal(First with { Subjects = [null!] }));

    private static string Refusal(params RosterCandidate[] candidates)
    {
        _ = Roster.TryRead(new Roster("HB-001", 1, [.. candidates]).ToJson(), out var reason);
        return reason;
    }
}
