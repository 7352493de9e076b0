using System.CommandLine;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;

namespace WeldExam.EdgeGateway.Commands;

/// <summary><c>weldexam gateway --config station.yaml</c>: runs the box.</summary>
internal static class GatewayCommand
{
    public static Command Create()
    {
        var config = ConfigOption();
        var command = new Command("gateway", "运行网关 · run the box") { config };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(config), cancel));
        return command;
    }

    public static Option<string> ConfigOption() => new("--config") { Description = "station.yaml", Required = true };

    private static async Task<int> RunAsync(string path, CancellationToken cancel)
    {
        var (config, errors) = GatewayConfigFile.Load(path);
        if (config is null)
            return CheckCommand.Complain(errors.Select(error => error.ToString()));
        var (profiles, faults) = await ProfileShelf.LoadAsync(config.ProfilesFolder, cancel);
        return faults.IsEmpty ? await GatewayHost.RunAsync(config, profiles, cancel) : CheckCommand.Complain(faults);
    }
}
