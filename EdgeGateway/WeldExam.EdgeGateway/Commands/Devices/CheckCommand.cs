using System.CommandLine;
using System.Globalization;
using WeldExam.Drivers;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;
using WeldExam.EdgeGateway.Threads;

namespace WeldExam.EdgeGateway.Commands.Devices;

/// <summary><c>weldexam check --config station.yaml</c> says what is wrong with a configuration, without starting anything; with
/// <c>--device</c>, or with a profile and a line, it asks the device itself.</summary>
internal static class CheckCommand
{
    /// <summary>Wrong configuration, by sysexits' EX_CONFIG.</summary>
    private const int ConfigurationWrong = 78;

    private static readonly Option<string?> Config = new("--config") { Description = "站点配置 · station.yaml" };
    private static readonly Option<string?> Device = new("--device") { Description = "配置中的一台设备 · one device of the configuration, asked itself" };
    private static readonly Option<string?> Profile = new("--profile") { Description = "设备配置文件 · a device profile, in place of --config" };
    private static readonly Option<string?> Serial = new("--serial") { Description = "串口 · the port it hangs on" };
    private static readonly Option<string?> Tcp = new("--tcp") { Description = "host:port" };
    private static readonly Option<int?> Unit = new("--unit") { Description = "设备地址 · its address, in place of the profile's" };
    private static readonly Option<int?> Baud = new("--baud") { Description = "串口速率 · line speed, in place of the profile's" };
    private static readonly Option<int> Measure = new("--measure") { Description = "测量刷新周期的秒数 · seconds for measuring the refresh, while the signal varies" };
    private static readonly Option<string[]> Channel = new("--channel") { Description = "测量的通道 · channel to measure, again for each" };

    public static Command Create()
    {
        var command = new Command("check", "检查配置或设备 · check a configuration, or a device") { Config, Device, Profile, Serial, Tcp, Unit, Baud, Measure, Channel };
        command.SetAction(RunAsync);
        return command;
    }

    public static int Complain(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
            Console.Error.WriteLine(problem);
        return ConfigurationWrong;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancel) => (parsed.GetValue(Config), parsed.GetValue(Profile)) switch
    {
        ({ } path, null) => CheckConfigAsync(path, parsed, cancel),
        (null, { } path) => CheckProfileAsync(path, parsed, cancel),
        _ => Task.FromResult(Complain([Spoken.Line("check.usage")])),
    };

    private static async Task<int> CheckConfigAsync(string path, ParseResult parsed, CancellationToken cancel)
    {
        var (config, errors) = GatewayConfigFile.Load(path);
        if (config is null)
            return Complain(errors.Select(error => error.ToString()));
        var (profiles, faults) = await ProfileShelf.LoadAsync(config.ProfilesFolder, cancel);
        var problems = faults.IsEmpty ? Box.ProblemsOf(config, profiles) : faults;
        if (!problems.IsEmpty)
            return Complain(problems);
        if (parsed.GetValue(Device) is not { } name)
        {
            Console.WriteLine($"{path}: 配置正确 · ok: box {config.Box}, {config.Stations.Length} station(s)");
            foreach (var line in config.Stations.SelectMany(station => StationLines.Of(station, profiles)))
                Console.WriteLine(line);
            return 0;
        }

        var found = from station in config.Stations
                    from bus in station.Buses
                    from device in bus.Devices
                    where device.Name.Value == name || $"{station.Name}/{device.Name}" == name
                    select DeviceAtHand.Of(bus, device, profiles);
        return found.ToList() is [var one] ? await AskAsync(one, parsed, cancel) : Complain([Spoken.Line("check.noDevice", name)]);
    }

    private static async Task<int> CheckProfileAsync(string path, ParseResult parsed, CancellationToken cancel)
    {
        var reading = await ProfileFile.LoadAsync(path, cancel);
        if (reading.Profile is not { } profile)
            return Complain(reading.Errors.Select(error => error.ToString()));
        var (serial, tcp) = (parsed.GetValue(Serial), parsed.GetValue(Tcp));
        var colon = tcp?.LastIndexOf(':') ?? -1;
        var port = 0;
        if (serial is null == tcp is null || (tcp is not null && (colon <= 0 || !int.TryParse(tcp.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port))))
            return Complain([Spoken.Line("check.usage")]);
        var settings = profile.Link.Serial ?? new SerialSettings();
        settings = settings with { Baud = parsed.GetValue(Baud) ?? settings.Baud };
        if (!settings.IsPossible || parsed.GetValue(Unit) is < 0 or > 255)
            return Complain([Spoken.Line("check.usage")]);
        return await AskAsync(
            new(new DeviceName(Path.GetFileNameWithoutExtension(path)), profile, (byte)(parsed.GetValue(Unit) ?? profile.Link.Unit), serial, settings, tcp?[..colon], port), parsed, cancel);
    }

    private static async Task<int> AskAsync(DeviceAtHand device, ParseResult parsed, CancellationToken cancel)
    {
        using var wires = new WireThread("wires");
        var code = 0;
        await wires.RunAsync(async () => code = await new DeviceCheck(device, wires.Clock)
            .RunAsync(TimeSpan.FromSeconds(parsed.GetValue(Measure)), [.. parsed.GetValue(Channel) ?? []], cancel));
        return code;
    }
}
