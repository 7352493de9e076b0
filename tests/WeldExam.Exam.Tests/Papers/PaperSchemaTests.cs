using System.Diagnostics;
using System.Text;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Papers;

/// <summary>An editor checks the files of a paper by their JSON Schema, the product by its own reader: what the schema refuses the reader refuses
/// too, and the other way round but for what a schema cannot say.</summary>
public sealed class PaperSchemaTests
{
    private const int Mutations = 450;

    /// <summary>What compares fields with each other, or the file with those around it.</summary>
    private static readonly string[] BeyondASchema =
    [
        "add up", "more than once", "is not a subject", "no arcs entry", "not declared", "more points than its items", "does not begin with",
        "costs something", "as many hazards", "has no picture", "reaches past", "with a sample task", "the task files that follow", "in the base", "is set twice",
        "not an overlay's to change", "is not known", "the base before this overlay",
    ];

    private static readonly string Papers = Path.Combine(AppContext.BaseDirectory, "papers");

    private static IEnumerable<string> Shipped =>
        Directory.EnumerateFiles(Path.Combine(Papers, "weld-2024-hebei-sample")).Concat(Directory.EnumerateFiles(Path.Combine(Papers, "overlays"))).Order(StringComparer.Ordinal);

    [Fact]
    public async Task Every_shipped_file_fits_the_schema_and_the_reader()
    {
        var verdicts = await JudgeAsync([.. Shipped.Select(path => PaperTree.Of(File.ReadAllText(path)).ToJsonString())]);
        Assert.All(Shipped.Zip(verdicts), pair => Assert.True(pair.Second.Length == 0, $"{pair.First}: {pair.Second}"));
        Assert.All(Shipped, path => Assert.Empty(Errors(path, PaperTree.Of(File.ReadAllText(path)).ToJsonString())));
    }

    [Fact]
    public async Task Schema_and_reader_agree_on_mutations_of_every_shipped_file()
    {
        var random = new Random(20261124);
        var trees = Shipped.Select(path => (Path: path, Tree: PaperTree.Of(File.ReadAllText(path)))).ToArray();
        var mutants = Enumerable.Range(0, Mutations).Select(index => trees[index % trees.Length]).Select(one => (one.Path, Text: PaperTree.Mutated(one.Tree, random).ToJsonString())).ToArray();
        var verdicts = await JudgeAsync([.. mutants.Select(mutant => mutant.Text)]);
        var (both, neither, readerOnly) = (0, 0, 0);
        foreach (var ((path, text), verdict) in mutants.Zip(verdicts))
        {
            var errors = Errors(path, text);
            if (verdict.Length > 0)
                Assert.True(errors.Length > 0, $"the schema refuses and the reader does not: {verdict}\n{path}\n{text}");
            else
                Assert.True(errors.All(error => IsBeyondASchema(path, error)), $"the reader refuses and the schema does not: {string.Join("; ", (object[])errors)}\n{path}\n{text}");
            both += verdict.Length > 0 ? 1 : 0;
            readerOnly += verdict.Length == 0 && errors.Length > 0 ? 1 : 0;
            neither += errors.Length == 0 ? 1 : 0;
        }

        Assert.True(both > Mutations / 3 && neither > Mutations / 30 && readerOnly > 0, $"{both} refused by both, {readerOnly} by the reader alone, {neither} by none");
    }

    /// <summary>The rules' own grammar is the reader's, the schema tells the operators apart; what an overlay sets is judged where it goes.</summary>
    private static bool IsBeyondASchema(string path, PaperError error) =>
        (path.Contains("overlays", StringComparison.Ordinal) && !error.Field.StartsWith("overlay", StringComparison.Ordinal))
        || Array.Exists(BeyondASchema, part => error.Message.Contains(part, StringComparison.Ordinal)) || error.Field.Contains(".check", StringComparison.Ordinal);

    /// <summary>Reads one changed file among the others as they are. JSON is YAML: schema and reader judge the very same bytes.</summary>
    private static PaperError[] Errors(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\n");
        var name = Path.GetFileName(path);
        var tasks = SamplePaper.Paper.Tasks.Select(task => $"{task.Id}.yaml").Select(file => (file, file == name ? bytes : (ReadOnlyMemory<byte>)File.ReadAllBytes(Path.Combine(Papers, "weld-2024-hebei-sample", file))));
        var bundle = path.Contains("overlays", StringComparison.Ordinal)
            ? PaperBundle.Of(SamplePaper.Bytes, name, bytes)
            : PaperBundle.Of(name == PaperBundle.MainFile ? bytes : File.ReadAllBytes(Path.Combine(Papers, "weld-2024-hebei-sample", PaperBundle.MainFile)), tasks);
        return PaperReader.Read("mutant", bundle) is PaperRefused refused ? [.. refused.Errors] : [];
    }

    private static async Task<string[]> JudgeAsync(string[] documents)
    {
        Assert.True(File.Exists("/usr/lib/python3/dist-packages/jsonschema/__init__.py"), "python3-jsonschema is missing: apt-get install python3-jsonschema");
        var start = new ProcessStartInfo(
            "/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "peers", "profile_schema.py"), Path.Combine(Papers, "paper.schema.json")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using var peer = Process.Start(start)!;
        var (output, errors) = (peer.StandardOutput.ReadToEndAsync(), peer.StandardError.ReadToEndAsync());
        foreach (var document in documents)
            await peer.StandardInput.WriteLineAsync(document);
        peer.StandardInput.Close();
        await peer.WaitForExitAsync();
        Assert.True(peer.ExitCode == 0, await errors);
        var verdicts = (await output).Split('\n')[..^1];
        Assert.Equal(documents.Length, verdicts.Length);
        return verdicts;
    }
}
