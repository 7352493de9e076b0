using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace WeldExam.Exam.Tests.Golden;

/// <summary>The table of docs/PAPERS.md: every row names what proves it or says that nothing does, and everything it names exists.</summary>
public sealed partial class ClauseTableTests
{
    private const string Heading = "## Clause by clause";
    private static readonly string Sources = string.Join('\n', TestFiles().Select(File.ReadAllText));

    public static IEnumerable<ITheoryDataRow> Rows => Table().Select(row => new TheoryDataRow<string>(row));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Everything_a_row_names_exists(string row)
    {
        var proof = row.Split('|')[3];
        var named = Named().Matches(proof).Select(match => match.Groups["name"].Value).ToArray();
        Assert.True(named.Length > 0 || proof.Contains("open", StringComparison.Ordinal), $"neither proved nor open: {row}");
        Assert.All(named, name => Assert.True(IsCase(name) || IsTest(name), $"neither a case nor a test: {name}"));
    }

    [Fact]
    public void Every_case_and_sitting_stands_in_a_row()
    {
        var named = Table().SelectMany(row => Named().Matches(row.Split('|')[3]).Select(match => match.Groups["name"].Value)).ToArray();
        Assert.DoesNotContain(GoldenCase.Names.Concat(GoldenSitting.Names), name => !named.Any(pattern => Matches(pattern, name)));
    }

    [Fact]
    public void A_name_that_does_not_exist_is_noticed()
    {
        Assert.False(IsCase("K21-nothing-like-it") || IsTest("Nothing_like_it"));
        Assert.InRange(Table().Length, 40, int.MaxValue);
    }

    private static string[] Table()
    {
        var text = System.Text.Encoding.UTF8.GetString(Performances.SamplePaper.Load("PAPERS.md"));
        return [.. text[text.IndexOf(Heading, StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];
    }

    private static bool IsCase(string name) => GoldenCase.Names.Concat(GoldenSitting.Names).Any(folder => Matches(name, folder));

    private static bool IsTest(string name) => Sources.Contains($" {name}(", StringComparison.Ordinal);

    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static IEnumerable<string> TestFiles([CallerFilePath] string file = "") =>
        Directory.EnumerateDirectories(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..")), "*.Tests")
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories));

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}
