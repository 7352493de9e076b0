using System.Text.RegularExpressions;
using Xunit;

namespace WeldExam.Architecture.Tests;

/// <summary>Rules that hold for files as such.</summary>
public sealed partial class FileTests
{
    private const int MostLines = 300;

    private static readonly string[] Code = [".cs", ".ts", ".py", ".c", ".sh"];

    private static readonly string[] Binary = [".png", ".jpg", ".bin", ".wxj", ".mp4", ".ico", ".woff2", ".pdf"];

    [Fact]
    public void No_file_of_code_is_longer_than_300_lines()
    {
        var files = House.Files.Where(path => Code.Contains(Path.GetExtension(path))).ToArray();
        Assert.NotEmpty(files);
        Assert.Equal([], files.Where(path => House.Read(path).AsSpan().Count('\n') > MostLines));
    }

    [Fact]
    public void No_file_names_this_machine_or_where_packages_come_from() =>
        Assert.Equal([], Texts.Where(path => MachineOrRegistry().IsMatch(House.Read(path))));

    [Theory]
    [InlineData("see /work" + "/shared", true)]
    [InlineData("\"resolved\": \"https://registry.n" + "pmjs.or" + "g/lit\"", true)]
    [InlineData("a Modbus register map", false)]
    public void The_test_above_knows_what_it_looks_for(string text, bool isNamed) => Assert.Equal(isNamed, MachineOrRegistry().IsMatch(text));

    [Fact]
    public void Nobody_switches_a_ban_off()
    {
        // Put together here, so that this file does not find itself.
        const string rule = "RS00" + "30";
        string[] switches = ["#pragma warning", "SuppressMessage", ".severity", "NoWarn"];
        Assert.Equal([], Texts.Where(path => House.Read(path).Split('\n').Any(
            line => line.Contains(rule, StringComparison.Ordinal) && switches.Any(way => line.Contains(way, StringComparison.Ordinal)))));
    }

    private static IEnumerable<string> Texts => House.Files.Where(path => !Binary.Contains(Path.GetExtension(path)));

    [GeneratedRegex(@"(?<![\w.-])/(?:work|root)/|registry\.npm|npmjs\.org|nuget\.org|pypi\.org|crates\.io|proxy\.golang|deb\.debian\.org", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachineOrRegistry();
}
