using WeldExam.Simulators.Scenarios;

namespace WeldExam.Simulators.Cli;

/// <summary>Reads a scenario file and says on standard error what is wrong with it.</summary>
internal static class ScenarioFile
{
    public const int CannotRead = 2;

    public static async Task<Scenario?> LoadAsync(FileInfo file, CancellationToken cancel)
    {
        if (!file.Exists)
        {
            await Console.Error.WriteLineAsync($"{file}: there is no such file");
            return null;
        }

        var yaml = await File.ReadAllTextAsync(file.FullName, cancel);
        if (ScenarioReader.TryRead(yaml, file.ToString(), out var scenario, out var errors))
            return scenario;
        foreach (var error in errors)
            await Console.Error.WriteLineAsync(error.ToString());
        return null;
    }
}
