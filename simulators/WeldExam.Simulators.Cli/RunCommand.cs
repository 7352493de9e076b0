using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using System.Net.Sockets;
using WeldExam.Simulators.Examiners;
using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Cli;

/// <summary><c>weldexam-sim run FILE</c>: serves a scenario until Ctrl-C or SIGTERM.</summary>
internal static class RunCommand
{
    private const int CannotServe = 3;
    private static readonly Argument<FileInfo> File = new("file") { Description = "Scenario (YAML)" };
    private static readonly Option<int?> Seed = new("--seed") { Description = "In place of the scenario's seed" };
    private static readonly Option<FileInfo?> TruthFile = new("--truth") { Description = "Writes what really happened there at the end, JSON lines" };
    private static readonly Option<FileInfo?> SamplesFile = new("--samples") { Description = "Writes the true volts and amperes at 100 Hz there at the end, CSV" };
    private static readonly Option<string[]> StartNow = new("--start") { Description = "Starts this script at once" };
    private static readonly Option<bool> UntilDone = new("--until-done") { Description = "Ends when no script is running any more" };
    private static readonly Option<Uri?> Api = new("--api") { Description = "Gateway's address for the scripted examiner" };
    private static readonly Option<string?> Part = new("--part") { Description = "Part that the scripted examiner marks" };

    public static Command Create()
    {
        var command = new Command("run", "Serves the devices of a scenario.") { File, Seed, TruthFile, SamplesFile, StartNow, UntilDone, Api, Part };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (await ScenarioFile.LoadAsync(parsed.GetRequiredValue(File), cancel) is not { } scenario)
            return ScenarioFile.CannotRead;
        scenario = scenario with { Seed = parsed.GetValue(Seed) ?? scenario.Seed };
        try
        {
            await using var station = SimulatedStation.Start(scenario, TimeProvider.System);
            Announce(station);
            foreach (var script in parsed.GetValue(StartNow) ?? [])
            {
                if (!station.TryStart(script))
                    return await FailAsync($"there is no script '{script}'");
            }

            await ServeAsync(station, parsed, cancel);
            if (parsed.GetValue(TruthFile) is { } truth)
                await System.IO.File.WriteAllLinesAsync(truth.FullName, station.Truth.Entries.Select(TruthLines.Of), CancellationToken.None);
            if (parsed.GetValue(SamplesFile) is { } samples)
                await System.IO.File.WriteAllLinesAsync(samples.FullName, station.Truth.Samples(TimeSpan.Zero, TimeSpan.MaxValue).Select(TruthLines.Of), CancellationToken.None);
        }
        catch (Exception broken) when (broken is SocketException or Win32Exception or IOException or UnauthorizedAccessException)
        {
            return await FailAsync(broken.Message);
        }

        return 0;
    }

    private static void Announce(SimulatedStation station)
    {
        foreach (var device in station.Scenario.Devices)
            Console.WriteLine($"{device.Name} {device.Kind} {station.AddressOf(device.Name)}");
        if (station.ControlAddress is { } control)
            Console.WriteLine($"control line {control}");
        foreach (var script in station.Scenario.Scripts)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"script {script.Performance.Name} {script.Performance.Length.TotalSeconds:F1} s"));
        Console.WriteLine("ready");
    }

    private static async Task ServeAsync(SimulatedStation station, ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            var examining = ExamineAsync(station, parsed, cancel);
            if (parsed.GetValue(UntilDone))
            {
                while (!station.Performing.IsEmpty && !station.Running.IsCompleted)
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancel);
                await examining;
                return;
            }

            await await Task.WhenAny(station.Running, Task.WhenAll(examining, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel)));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.WriteLine("stopping");
        }
    }

    private static async Task ExamineAsync(SimulatedStation station, ParseResult parsed, CancellationToken cancel)
    {
        var script = station.Scenario.Scripts.FirstOrDefault(s => s.Examiner is not null)?.Examiner;
        if (script is null || parsed.GetValue(Api) is not { } api || parsed.GetValue(Part) is not { } part)
            return;
        using var http = new HttpClient { BaseAddress = api };
        var examiner = new ScriptedExaminer(new ExaminerApi(http), station, TimeProvider.System, new Random(station.Scenario.Seed));
        foreach (var outcome in await examiner.RunAsync(script, part, cancel))
            Console.WriteLine($"mark {outcome.Mark.Item}: {outcome.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"} {outcome.Said}");
    }

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return CannotServe;
    }
}
