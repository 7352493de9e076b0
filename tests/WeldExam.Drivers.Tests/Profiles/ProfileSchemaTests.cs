using System.Diagnostics;
using System.Text;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Yaml;
using Xunit;

namespace WeldExam.Drivers.Tests.Profiles;

/// <summary>An editor checks a profile by its JSON Schema, the gateway by its own reader: what the schema refuses the reader refuses too, and
/// the other way round but for what a schema cannot say.</summary>
public sealed class ProfileSchemaTests
{
    private const int Mutations = 800;

    /// <summary>What compares fields with each other, with the tables of Modbus, or with the ports there are.</summary>
    private static readonly string[] BeyondASchema =
    [
        "is there twice", "lies in none of the reads", "lies in a forbidden area", "must be above", "must not be below", "is shorter than", "reaches past", "is none of 1200",
        "can be register number", "leading zeros", "is a number of table", "register numbers go", "must differ from zero", "registers, the device gives", "the device gives",
        "is no day such as", "effective value", "no pipelining", "characters of ASCII", "a letter first",
    ];

    private static IEnumerable<string> Shipped => Directory.EnumerateFiles(ProfileFile.ShippedFolder, "*.yaml").Order(StringComparer.Ordinal);

    [Fact]
    public async Task Every_shipped_profile_fits_the_schema()
    {
        var verdicts = await JudgeAsync([.. Shipped.Select(path => ProfileTree.Of(path).ToJsonString())]);
        Assert.All(Shipped.Zip(verdicts), pair => Assert.True(pair.Second.Length == 0, $"{pair.First}: {pair.Second}"));
    }

    [Fact]
    public async Task Schema_and_reader_agree_on_mutations_of_every_shipped_profile()
    {
        var random = new Random(20261124);
        var trees = Shipped.Select(ProfileTree.Of).ToArray();
        var mutants = Enumerable.Range(0, Mutations).Select(index => ProfileTree.Mutated(trees[index % trees.Length], random).ToJsonString()).ToArray();
        var verdicts = await JudgeAsync(mutants);
        var (both, neither, readerOnly) = (0, 0, 0);
        foreach (var (mutant, verdict) in mutants.Zip(verdicts))
        {
            // JSON is YAML: both read the very same bytes.
            var errors = ProfileFile.Read(Encoding.UTF8.GetBytes(mutant), "mutant").Errors;
            if (verdict.Length > 0)
                Assert.True(!errors.IsEmpty, $"the schema refuses and the reader does not: {verdict}\n{mutant}");
            if (verdict.Length == 0)
                Assert.True(errors.All(IsBeyondASchema), $"the reader refuses and the schema does not: {string.Join("; ", errors)}\n{mutant}");
            both += verdict.Length > 0 ? 1 : 0;
            readerOnly += verdict.Length == 0 && !errors.IsEmpty ? 1 : 0;
            neither += errors.IsEmpty ? 1 : 0;
        }

        Assert.True(both > Mutations / 3 && neither > Mutations / 20 && readerOnly > 0, $"{both} refused by both, {readerOnly} by the reader alone, {neither} by none");
    }

    private static bool IsBeyondASchema(YamlError error) =>
        Array.Exists(BeyondASchema, part => error.Message.Contains(part, StringComparison.Ordinal)) || error.Field.Contains("errorValue", StringComparison.Ordinal);

    private static async Task<string[]> JudgeAsync(string[] documents)
    {
        Assert.True(File.Exists("/usr/lib/python3/dist-packages/jsonschema/__init__.py"), "python3-jsonschema is missing: apt-get install python3-jsonschema");
        var start = new ProcessStartInfo(
            "/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "peers", "profile_schema.py"), Path.Combine(ProfileFile.ShippedFolder, "profile.schema.json")])
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
