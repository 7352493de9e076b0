using System.Diagnostics;
using System.Text.Json;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary><c>weldexam-sim demo --json</c>, as anybody would run it.</summary>
[Collection(WholePoints.Name)]
public sealed class DemoTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Tasks = ["K11", "K21", "K31", "K42"];

    private readonly PointFolder _folder = new(output);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Leave();

    [Fact]
    public Task The_demo_passes_one_candidate_and_fails_the_other_and_everybody_agrees() =>
        AssertVerdictsAsync([], ("P-7F31", "passed"), ("P-A2C9", "failed"));

    [Fact]
    [Trait("Category", "Slow")]
    public Task Swapped_candidates_get_swapped_verdicts() =>
        AssertVerdictsAsync(["--swap"], ("P-7F31", "failed"), ("P-A2C9", "passed"));

    private async Task AssertVerdictsAsync(string[] options, params (string Candidate, string Outcome)[] expected)
    {
        var results = await RunAsync(options);
        Assert.True(results.GetProperty("allAgree").GetBoolean());
        var exams = results.GetProperty("exams").EnumerateArray().ToArray();
        foreach (var (candidate, _) in expected)
        {
            var own = exams.Where(exam => exam.GetProperty("candidate").GetString() == candidate).ToArray();
            Assert.Equal(Tasks, own.Select(exam => exam.GetProperty("task").GetString()!));
            Assert.All(own, AssertProven);
        }

        Assert.Equal(expected.Length * Tasks.Length, exams.Length);
        var totals = results.GetProperty("sittings").EnumerateArray().Select(sitting => sitting.GetProperty("total"));
        Assert.Equal(expected, totals.Select(total => (total.GetProperty("candidate").GetString()!, total.GetProperty("outcome").GetString()!)));
        var journals = 0;
        foreach (var box in Directory.EnumerateDirectories(_folder.Path, "box-*"))
            journals += await AssertReadAlikeAsync(box);
        Assert.True(journals > exams.Length, $"{journals} journals"); // each part's, and the stations' own
    }

    /// <summary>Every journal of the box as the other reader tells it, whole and with one bit turned.</summary>
    private static async Task<int> AssertReadAlikeAsync(string box)
    {
        var (name, key, random) = (Path.GetFileName(box), await Product.KeyAsync(Path.Combine(box, "device.pem"), Stop), new Random(7));
        using var suite = new Es256Suite();
        var trust = DeviceTrust.Of(suite, name, key);
        var journals = Directory.GetFiles(Path.Combine(box, "data", "journals"), "*.wxj");
        foreach (var path in journals)
        {
            var bytes = await File.ReadAllBytesAsync(path, Stop);
            await AssertReadAlikeAsync(bytes, trust, name, key, isSound: true);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            await AssertReadAlikeAsync(bytes, trust, name, key, isSound: false);
        }

        return journals.Length;
    }

    private static async Task AssertReadAlikeAsync(byte[] journal, DeviceTrust trust, string box, byte[] key, bool isSound)
    {
        var ours = JournalReading.Of(journal, trust, SignatureDepth.Every);
        var (code, theirs) = await PythonReader.ReadAsync(journal, box, key, Stop);
        Assert.Equal((isSound, isSound), (ours.IsSound, code == 0));
        Assert.Equal(ours.Blocks.Length, theirs.GetProperty("blocks").GetInt32());
        if (!isSound)
            Assert.Equal(ours.SoundLength, theirs.GetProperty("fault").GetProperty("offset").GetInt64());
    }

    private static void AssertProven(JsonElement exam)
    {
        var journal = exam.GetProperty("journalSha256");
        Assert.Equal(journal.GetProperty("box").GetString(), journal.GetProperty("centre").GetString());
        Assert.True(exam.GetProperty("chainOk").GetBoolean());
        Assert.Equal("matches", exam.GetProperty("reScore").GetProperty("result").GetString());
        Assert.Equal(exam.GetProperty("score").GetString(), exam.GetProperty("reScore").GetProperty("points").GetString());
    }

    private async Task<JsonElement> RunAsync(string[] options)
    {
        var program = Path.Combine(Product.Programs, "weldexam-sim");
        using var demo = Process.Start(new ProcessStartInfo(program, ["demo", "--json", "--folder", _folder.Path, .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (demo.StandardOutput.ReadToEndAsync(Stop), demo.StandardError.ReadToEndAsync(Stop));
        await demo.WaitForExitAsync(Stop);
        Assert.True(demo.ExitCode == 0, $"exit code {demo.ExitCode}: {await errors}");
        return JsonSerializer.Deserialize<JsonElement>(await output);
    }
}
