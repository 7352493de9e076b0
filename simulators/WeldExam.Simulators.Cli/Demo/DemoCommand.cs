using System.CommandLine;
using WeldExam.Simulators.Points;

namespace WeldExam.Simulators.Cli.Demo;

/// <summary><c>weldexam-sim demo</c>: two candidates, two boxes, one centre, from the wire to the verified score.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "结果以一个 JSON 文档输出 · print one JSON document" };
        var keep = new Option<bool>("--keep") { Description = "结束后保持运行 · leave everything running and print the addresses" };
        var swap = new Option<bool>("--swap") { Description = "两名考生互换表现 · the two candidates exchange their skill" };
        var seed = new Option<int>("--seed") { Description = "随机种子 · seed", DefaultValueFactory = _ => 2023 };
        var folder = new Option<string?>("--folder") { Description = "工作目录 · where to keep everything; a temporary folder when absent" };
        var command = new Command("demo", "演示 · a whole practice exam on simulated stations") { json, keep, swap, seed, folder };
        command.SetAction((parsed, cancel) => RunAsync(
            new(parsed.GetValue(json), parsed.GetValue(keep), parsed.GetValue(swap), parsed.GetValue(seed), parsed.GetValue(folder)), cancel));
        return command;
    }

    /// <summary>Runs an exam in a folder of its own and says so when it cannot be held.</summary>
    public static async Task<int> HoldAsync(string? named, Func<string, Task<int>> run)
    {
        var folder = named is null ? Directory.CreateTempSubdirectory("weldexam-demo-").FullName : Directory.CreateDirectory(named).FullName;
        try
        {
            return await run(folder);
        }
        catch (Exception fault) when (fault is Exams.BoxRefusedException or InvalidOperationException or HttpRequestException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"演示失败 · the demo failed: {fault.Message}\n日志 · logs: {folder}");
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
    }

    private static Task<int> RunAsync(DemoOptions options, CancellationToken cancel) =>
        HoldAsync(options.Folder, folder => RunInAsync(options, folder, cancel));

    /// <summary>The sample paper that comes with the programs.</summary>
    public static string PaperIn(string programs) =>
        Directory.EnumerateFiles(Path.Combine(programs, "papers"), "*.yaml").Order(StringComparer.Ordinal).First();

    private static async Task<int> RunInAsync(DemoOptions options, string folder, CancellationToken cancel)
    {
        var random = new Random(options.Seed);
        var candidates = DemoCandidates.Draw(random, options.Swap);
        var plan = new ExamPointPlan
        {
            Programs = AppContext.BaseDirectory,
            Folder = folder,
            Paper = PaperIn(AppContext.BaseDirectory),
            Candidates = [.. candidates.Select(candidate => candidate.Enrolled)],
        };
        await using var point = await ExamPoint.StartAsync(plan, TimeProvider.System, options.Seed, cancel);
        await Console.Error.WriteLineAsync($"中心 centre {point.CentreUrl}  考站 boxes {string.Join(' ', point.Boxes.Select(box => box.Url))}\n目录 folder {folder}");
        var results = await DemoRun.RunAsync(point, candidates, random, cancel);
        if (options.Json)
            Console.WriteLine(DemoJson.Of(results));
        else
            await DemoText.PrintAsync(results, plan.Programs, cancel);
        if (options.Keep)
        {
            await Console.Error.WriteLineAsync("保持运行，按 Ctrl-C 结束 · still running, Ctrl-C ends");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }

        return results.AreAllTrue ? 0 : 1;
    }
}

/// <summary>What the demo is asked for.</summary>
internal sealed record DemoOptions(bool Json, bool Keep, bool Swap, int Seed, string? Folder);
