using System.Diagnostics;
using System.Text.Json;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary><c>weldexam-sim demo --json</c>, as anybody would run it.</summary>
[Collection(WholePoints.Name)]
public sealed class DemoTests
{
    private static readonly string[] Tasks = ["K11", "K21", "K31", "K42"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_demo_passes_one_candidate_and_fails_the_other_and_everybody_agrees() =>
        AssertVerdictsAsync([], ("P-7F31", "passed"), ("P-A2C9", "failed"));

    [Fact]
    [Trait("Category", "Slow")]
    public Task Swapped_candidates_get_swapped_verdicts() =>
        AssertVerdictsAsync(["--swap"], ("P-7F31", "failed"), ("P-A2C9", "passed"));

    private static async Task AssertVerdictsAsync(string[] options, params (string Candidate, string Outcome)[] expected)
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
    }

    private static void AssertProven(JsonElement exam)
    {
        var journal = exam.GetProperty("journalSha256");
        Assert.Equal(journal.GetProperty("box").GetString(), journal.GetProperty("centre").GetString());
        Assert.True(exam.GetProperty("chainOk").GetBoolean());
        Assert.Equal("matches", exam.GetProperty("reScore").GetProperty("result").GetString());
        Assert.Equal(exam.GetProperty("score").GetString(), exam.GetProperty("reScore").GetProperty("points").GetString());
    }

    private static async Task<JsonElement> RunAsync(string[] options)
    {
        var program = Path.Combine(Product.Programs, "weldexam-sim");
        using var demo = Process.Start(new ProcessStartInfo(program, ["demo", "--json", .. options])
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
