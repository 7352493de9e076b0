using System.CommandLine;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;

namespace WeldExam.EdgeGateway.Commands;

/// <summary><c>weldexam check --config station.yaml</c>: says what is wrong with a configuration, without starting anything.</summary>
internal static class CheckCommand
{
    /// <summary>Wrong configuration, by sysexits' EX_CONFIG.</summary>
    private const int ConfigurationWrong = 78;

    public static Command Create()
    {
        var config = GatewayCommand.ConfigOption();
        var command = new Command("check", "检查配置 · check a configuration") { config };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(config), cancel));
        return command;
    }

    public static int Complain(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        return ConfigurationWrong;
    }

    private static async Task<int> RunAsync(string path, CancellationToken cancel)
    {
        var (config, errors) = GatewayConfigFile.Load(path);
        if (config is null)
            return Complain(errors.Select(error => error.ToString()));
        var (profiles, faults) = await ProfileShelf.LoadAsync(config.ProfilesFolder, cancel);
        var problems = faults.IsEmpty ? Box.ProblemsOf(config, profiles) : faults;
        if (!problems.IsEmpty)
            return Complain(problems);
        Console.WriteLine($"{path}: 配置正确 · ok: box {config.Box}, {config.Stations.Length} station(s)");
        return 0;
    }
}
