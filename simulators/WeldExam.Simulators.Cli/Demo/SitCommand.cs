using System.CommandLine;
using WeldExam.Simulators.Points;

namespace WeldExam.Simulators.Cli.Demo;

/// <summary><c>weldexam-sim sit --gateway PATH --prefix WORD… --tasks K11,K21</c>: one candidate at one box whose gateway may be another build or run under an emulator.</summary>
internal static class SitCommand
{
    private const int Seed = 2023;

    private static readonly Option<string> Programs = new("--programs")
    {
        Description = "Folder of weldexam, weldexam-centre, papers and simulated-profiles; the simulator's own when absent",
        DefaultValueFactory = _ => AppContext.BaseDirectory,
    };

    private static readonly Option<string?> Gateway = new("--gateway") { Description = "The gateway, when not the one among the programs" };

    private static readonly Option<string[]> Prefix = new("--prefix")
    {
        Description = "The words before the gateway's path: an emulator and its options",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Tasks = new("--tasks") { Description = "Tasks in order, with commas between", DefaultValueFactory = _ => "K11,K21" };

    private static readonly Option<string?> Folder = new("--folder") { Description = "Where to keep everything; a temporary folder when absent" };

    public static Command Create()
    {
        var command = new Command("sit", "One candidate sits tasks at one box, and box and centre are compared.") { Programs, Gateway, Prefix, Tasks, Folder };
        command.SetAction((parsed, cancel) => DemoCommand.HoldAsync(parsed.GetValue(Folder), folder => SitAsync(parsed, folder, cancel)));
        return command;
    }

    private static async Task<int> SitAsync(ParseResult parsed, string folder, CancellationToken cancel)
    {
        var random = new Random(Seed);
        var candidate = DemoCandidates.DrawSkilful([.. parsed.GetRequiredValue(Tasks).Split(',')], random);
        var programs = Path.GetFullPath(parsed.GetRequiredValue(Programs));
        var plan = new ExamPointPlan
        {
            Programs = programs,
            Folder = folder,
            Paper = DemoCommand.PaperIn(programs),
            Candidates = [candidate.Enrolled],
            Boxes = 1,
            Gateway = parsed.GetValue(Gateway) is { } gateway ? Path.GetFullPath(gateway) : null,
            GatewayPrefix = [.. parsed.GetValue(Prefix) ?? []],
        };
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        await using var point = await ExamPoint.StartAsync(plan, clock, Seed, cancel);
        var started = clock.GetTimestamp();
        var box = point.Boxes[0];
        await box.Client.GetAsync($"/api/v1/stations/{box.Station}", cancel);
        await Console.Error.WriteLineAsync($"网关应答 the gateway answered after {clock.GetElapsedTime(started).TotalSeconds:F1} s (all: {clock.GetElapsedTime(begun).TotalSeconds:F1} s)\n目录 folder {folder}");
        var results = await DemoRun.RunAsync(point, [candidate], random, cancel);
        await DemoText.PrintAsync(results, programs, cancel);
        var agree = results.Parts.All(part => part.Agrees);
        Console.WriteLine($"{(agree ? "✔" : "✘")} {results.Parts.Length} parts: box and centre {(agree ? "agree" : "DIFFER")}");
        return agree ? 0 : 1;
    }
}
