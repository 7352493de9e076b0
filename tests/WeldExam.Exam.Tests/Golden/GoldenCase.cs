using System.Globalization;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Transcripts;

namespace WeldExam.Exam.Tests.Golden;

/// <summary>One folder of tests/golden/cases: a journal as a transcript, the paper's name, what a person expects and the sheet as it was approved.</summary>
internal sealed record GoldenCase(string Folder)
{
    public const string SheetFile = "expected.sheet.json";
    private static readonly Dictionary<string, Paper> Papers = [];

    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "golden");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(Root, "cases")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static GoldenCase Of(string name) => new(Path.Combine(Root, "cases", name));

    public byte[] Approved => File.ReadAllBytes(Path.Combine(Folder, SheetFile));

    public string About => File.ReadAllText(Path.Combine(Folder, "about.md"));

    public Dictionary<string, string> Expected => Fields("expect");

    public ScoreSheet Score() => Score(File.ReadAllText(Path.Combine(Folder, "paper")).Trim(), "journal.txt");

    public ScoreSheet Score(string paper, string journal) => Assert.IsType<ScoreSheet>(Scoring.Score(PaperOf(paper), Entries(journal)));

    public IReadOnlyList<Recorded> Entries(string journal = "journal.txt")
    {
        var path = Path.Combine(Folder, journal);
        return Transcript.Read(path, File.ReadAllText(path)) switch
        {
            TranscriptRead read => read.Entries,
            var refused => throw new InvalidOperationException(refused.ToString()),
        };
    }

    public Dictionary<string, string> Fields(string file) => File.ReadAllLines(Path.Combine(Folder, file))
        .ToDictionary(line => line[..line.IndexOf(": ", StringComparison.Ordinal)], line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]);

    public static Paper PaperOf(string name)
    {
        lock (Papers)
            return Papers.TryGetValue(name, out var paper) ? paper : Papers[name] = SamplePaper(name);
    }

    /// <summary>A sheet in the few words that a case's <c>expect</c> file is written in.</summary>
    public static Dictionary<string, string> InWords(ScoreSheet sheet)
    {
        var lines = sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions).ToArray();
        return new()
        {
            ["points"] = sheet.Points is { } points ? Plain(points) : "open",
            ["applied"] = Words(lines.Where(line => line.Times > 0).Select(line => line.Times == 1 ? line.Id : string.Create(CultureInfo.InvariantCulture, $"{line.Id}*{line.Times}"))),
            ["pending"] = Words(sheet.Pending),
            ["vetoed"] = sheet.IsVetoed ? "yes" : "no",
            ["refused"] = sheet.IsRefused ? "yes" : "no",
            ["outcome"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(sheet.Outcome.ToString()),
            ["notices"] = Words(sheet.Notices),
            ["conflicts"] = Words(sheet.Conflicts.Select(conflict => conflict.Id)),
            ["examined"] = Plain(sheet.Examined.Ticks / (decimal)TimeSpan.TicksPerSecond),
        };
    }

    public static string Plain(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Words(IEnumerable<string> words) => string.Join(' ', words) is { Length: > 0 } text ? text : "none";

    private static Paper SamplePaper(string name) => PaperReader.Read(name, File.ReadAllBytes(Path.Combine(Root, "papers", name))) switch
    {
        PaperAccepted accepted => accepted.Paper,
        var refused => throw new InvalidOperationException(refused.ToString()),
    };
}
