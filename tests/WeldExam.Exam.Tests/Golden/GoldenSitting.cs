using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;

namespace WeldExam.Exam.Tests.Golden;

/// <summary>One folder of tests/golden/sittings: the parts of one sitting, each a transcript of its own box, and the total.</summary>
internal sealed record GoldenSitting(GoldenCase Files)
{
    public const string ResultFile = "expected.result.json";

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(GoldenCase.Root, "sittings")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static GoldenSitting Of(string name) => new(new GoldenCase(Path.Combine(GoldenCase.Root, "sittings", name)));

    public byte[] Approved => File.ReadAllBytes(Path.Combine(Files.Folder, ResultFile));

    public IReadOnlyList<PartResult> Parts() => [.. File.ReadAllLines(Path.Combine(Files.Folder, "parts")).Select(line =>
    {
        var words = line.Split(' ');
        Assert.True(Hash256.TryParse(words[2]["root=".Length..], out var root));
        return new PartResult(new JournalId(Guid.ParseExact(words[1]["journal=".Length..], "N")), root, Files.Score(Paper, words[0] + ".txt"));
    })];

    public SittingResult Total() => Assert.IsType<SittingResult>(SittingTotal.Of(GoldenCase.PaperOf(Paper), Parts()));

    private string Paper => File.ReadAllText(Path.Combine(Files.Folder, "paper")).Trim();
}
