using System.CommandLine;

namespace WeldExam.Simulators.Cli;

/// <summary><c>weldexam-sim check FILE</c>: reads a scenario and serves nothing.</summary>
internal static class CheckCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "Scenario (YAML)" };

    public static Command Create()
    {
        var command = new Command("check", "Reads a scenario and reports its errors with line and column.") { File };
        command.SetAction(CheckAsync);
        return command;
    }

    private static async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancel)
        => await ScenarioFile.LoadAsync(parsed.GetRequiredValue(File), cancel) is null ? ScenarioFile.CannotRead : 0;
}
