using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using WeldExam.EdgeGateway.Api;
using WeldExam.EdgeGateway.Texts;
using WeldExam.Exam.Results;
using WeldExam.Station.Flow;
using RefusalReason = WeldExam.Exam.Sessions.RefusalReason;

namespace WeldExam.EdgeGateway.Tests.Texts;

public sealed partial class CatalogueTests
{
    /// <summary>Rooms whose code names texts: those below the host, the API and the commands.</summary>
    private static readonly string[] Rooms =
    [
        "EdgeGateway/WeldExam.Station", "EdgeGateway/WeldExam.EdgeGateway/Api", "EdgeGateway/WeldExam.EdgeGateway/Parts", 
        "EdgeGateway/WeldExam.EdgeGateway/Commands",
    ];

    /// <summary>A rule in words is put together from parts.</summary>
    private const string WithinASentence = "rule.";

    private static readonly Catalogue Texts = Catalogue.Load();

    public static TheoryData<RefusalReason> Refusals => [.. Enum.GetValues<RefusalReason>()];

    public static TheoryData<ResitReason> ResitReasons => [.. Enum.GetValues<ResitReason>()];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Every_refusal_of_the_session_has_a_text(RefusalReason reason) =>
        Assert.Contains(CodeOf(reason), Texts.All.Keys);

    [Theory]
    [MemberData(nameof(ResitReasons))]
    public void Every_reason_of_a_resit_has_a_text(ResitReason reason) => Assert.Contains(SittingApi.CodeOf(reason), Texts.All.Keys);

    [Fact]
    public void Every_code_that_the_source_names_has_a_text() =>
        Assert.Empty(CodesInSource().Except(Texts.All.Keys));

    [Fact]
    public void Every_text_is_one_that_somebody_can_read()
    {
        var families = FamiliesInSource();
        Assert.DoesNotContain(
            Texts.All.Keys.Except(CodesInSource()).Except(Enum.GetValues<RefusalReason>().Select(CodeOf)).Except(Enum.GetValues<ResitReason>().Select(SittingApi.CodeOf)),
            code => !families.Any(family => code.StartsWith(family, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_text_is_in_both_languages()
    {
        Assert.All(Texts.All, text => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", text.Value.Zh));
        Assert.All(Texts.All, text => Assert.Matches(text.Key.StartsWith(WithinASentence, StringComparison.Ordinal) ? "^[ -~]+$" : "^[A-Z][ -~]+$", text.Value.En));
    }

    [Fact]
    public void Codes_are_found_in_the_source_whichever_way_they_are_written()
    {
        var codes = CodesInSource();
        Assert.Contains("part.open", codes); // new Refused("…
        Assert.Contains("identity.refused", codes); // new Reason("…
        Assert.Contains("storage.room", codes); // yield return new("…
        Assert.Contains("task.unknown", codes); // new(condition ? "…" : "…
    }

    private static string CodeOf(RefusalReason reason) => Refused.For(new(reason, "")).Reasons[0].Code;

    private static HashSet<string> CodesInSource() =>
        [.. from room in Rooms
            from path in Directory.EnumerateFiles(Path.Combine(Root(), room), "*.cs", SearchOption.AllDirectories)
            from Match code in Code().Matches(File.ReadAllText(path))
            where !code.Groups["code"].Value.EndsWith(".yaml", StringComparison.Ordinal) // a file, no text
            select code.Groups["code"].Value];

    /// <summary>Codes whose last part the source computes, such as <c>$"paper.kind.{kind}"</c>.</summary>
    private static HashSet<string> FamiliesInSource() =>
        [.. from room in Rooms
            from path in Directory.EnumerateFiles(Path.Combine(Root(), room), "*.cs", SearchOption.AllDirectories)
            from Match code in Family().Matches(File.ReadAllText(path))
            select code.Groups["code"].Value];

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath("../../..", Path.GetDirectoryName(here)!);

    [GeneratedRegex("\"(?<code>[a-z][A-Za-z]*(\\.[a-zA-Z][A-Za-z]*)+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex("\\$\"(?<code>(rule|paper)\\.([a-z][A-Za-z]*\\.)?)\\{", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Family();
}
