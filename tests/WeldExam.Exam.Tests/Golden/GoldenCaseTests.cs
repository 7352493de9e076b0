using System.Runtime.CompilerServices;

namespace WeldExam.Exam.Tests.Golden;

/// <summary>Every case twice: against what a person worked out from the paper, and byte by byte against the approved sheet.</summary>
[Trait("Clause", "安监总宣教〔2014〕139号")]
public sealed class GoldenCaseTests
{
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["refused"] = "no", ["outcome"] = "finished", ["notices"] = "none", ["conflicts"] = "none",
    };

    public static IEnumerable<ITheoryDataRow> Cases => GoldenCase.Names.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_to_what_was_worked_out_by_hand(string name)
    {
        var golden = GoldenCase.Of(name);
        var (expected, scored) = (golden.Expected, GoldenCase.InWords(golden.Score()));
        foreach (var (field, value) in Usual)
            expected.TryAdd(field, value);
        foreach (var field in scored.Keys.Except(expected.Keys).ToArray())
            scored.Remove(field);
        Assert.Equal(InLines(expected), InLines(scored));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_gives_the_approved_sheet_to_the_byte(string name)
    {
        var golden = GoldenCase.Of(name);
        Assert.Equal(System.Text.Encoding.UTF8.GetString(golden.Approved), System.Text.Encoding.UTF8.GetString(golden.Score().ToCanonicalJson()));
    }

    [Fact]
    public void There_are_cases_of_every_task_and_each_says_what_it_shows()
    {
        Assert.InRange(GoldenCase.Names.Count, 60, int.MaxValue);
        Assert.All(GoldenCase.PaperOf("semantics-1.yaml").Tasks, task => Assert.Contains($"{task.Id}-perfect", GoldenCase.Names));
        Assert.All(GoldenCase.Names, name => Assert.Matches("^[^:\n]+: .+\n$", GoldenCase.Of(name).About));
    }

    [Fact]
    public void A_case_whose_points_change_fails()
    {
        var golden = GoldenCase.Of("K21-perfect");
        var other = GoldenCase.Of("K21-step-2.a");
        Assert.NotEqual(golden.Expected["points"], GoldenCase.InWords(other.Score())["points"]);
        Assert.NotEqual(golden.Approved, other.Score().ToCanonicalJson());
    }

    /// <summary>Approves the sheets and totals as they are now. Only when asked for by name; a run of the tests never writes.</summary>
    [Fact(Explicit = true)]
    public void Approve()
    {
        foreach (var name in GoldenCase.Names)
            File.WriteAllBytes(Path.Combine(Source(), "cases", name, GoldenCase.SheetFile), GoldenCase.Of(name).Score().ToCanonicalJson());
        foreach (var name in GoldenSitting.Names)
            File.WriteAllBytes(Path.Combine(Source(), "sittings", name, GoldenSitting.ResultFile), GoldenSitting.Of(name).Total().ToCanonicalJson());
    }

    private static string InLines(Dictionary<string, string> fields) =>
        string.Join('\n', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}: {field.Value}"));

    private static string Source([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "golden"));
}
