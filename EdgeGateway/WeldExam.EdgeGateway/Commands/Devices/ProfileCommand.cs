using System.CommandLine;
using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;

namespace WeldExam.EdgeGateway.Commands.Devices;

/// <summary><c>weldexam profile check FILE</c> and <c>weldexam profile plan FILE</c>: a device profile, judged before any device is there.</summary>
internal static class ProfileCommand
{
    private const int DoesNotFit = 1;
    private static readonly Argument<string> File = new("file") { Description = "设备配置文件 · a device profile (YAML)" };
    private static readonly Option<int?> Baud = new("--baud") { Description = "串口速率，代替配置文件中的 · line speed in place of the profile's" };
    private static readonly Option<int?> Period = new("--period") { Description = "轮询周期（毫秒） · poll period in milliseconds" };

    public static Command Create()
    {
        var check = new Command("check", "检查配置文件 · check a profile") { File };
        check.SetAction((parsed, cancel) => WithProfileAsync(parsed.GetRequiredValue(File), Check, cancel));
        var plan = new Command("plan", "显示轮询计划 · show what is read, and what it costs of the wire") { File, Baud, Period };
        plan.SetAction((parsed, cancel) => WithProfileAsync(
            parsed.GetRequiredValue(File), profile => Plan(profile, parsed.GetValue(Baud), parsed.GetValue(Period)), cancel));
        return new Command("profile", "设备配置文件 · device profiles") { check, plan };
    }

    private static async Task<int> WithProfileAsync(string path, Func<DeviceProfile, int> act, CancellationToken cancel)
    {
        var reading = await ProfileFile.LoadAsync(path, cancel);
        return reading.Profile is { } profile ? act(profile) : CheckCommand.Complain(reading.Errors.Select(error => error.ToString()));
    }

    private static int Check(DeviceProfile profile)
    {
        Console.WriteLine(Spoken.Line("profile.sound", profile.Identity.Name, profile.Identity.Maker, profile.Channels.Length));
        foreach (var fact in profile.Identity.Checked)
            Console.WriteLine($"  + {fact.What} [{fact.Against}: {fact.Where}]");
        foreach (var done in profile.Identity.Done)
            Console.WriteLine($"  + {done}");
        foreach (var left in profile.Identity.ToDo)
            Console.WriteLine($"  - {left}");
        if (profile.Identity.Hardware is HardwareSeen.NotSeen or HardwareSeen.Captured)
            Console.WriteLine("  ! " + Spoken.Line("profile.notSeen"));
        foreach (var transaction in PlanOf(profile, null, null).Transactions)
        {
            foreach (var channel in transaction.Read.Channels.Where(channel => channel.Delay.Max < transaction.Duration / 2))
                Console.WriteLine("  ! " + Spoken.Line("profile.delayTooShort", channel.Name, channel.Delay.Max.TotalMilliseconds, Math.Ceiling(transaction.Duration.TotalMilliseconds / 2)));
        }

        return 0;
    }

    private static int Plan(DeviceProfile profile, int? baud, int? period)
    {
        if (baud is <= 0 || period is < 10 or > 60_000)
            return CheckCommand.Complain([Spoken.Line("profile.wrongOption")]);
        var plan = PlanOf(profile, baud, period);
        Console.WriteLine($"{profile.Identity.Name} · {(plan.Baud is { } speed ? $"{speed} Bd" : "Modbus TCP")}");
        Console.WriteLine(Spoken.Line("profile.columns"));
        foreach (var transaction in plan.Transactions)
            Console.WriteLine(Row(transaction));
        Console.WriteLine(Spoken.Line("profile.total", plan.Transactions.Length, $"{plan.Occupancy:P1}", $"{BusPlan.MostOccupancy:P0}"));
        if (plan.Unmeasured.Length > 0)
            Console.WriteLine("! " + Spoken.Line("profile.unmeasured"));
        foreach (var fault in plan.Faults)
            Console.Error.WriteLine(fault switch
            {
                WireTooFull full => Spoken.Line("profile.wireTooFull", $"{full.Occupancy:P1}", $"{BusPlan.MostOccupancy:P0}"),
                HoldsUpTheFastest slow => Spoken.Line("profile.holdsUp", $"{slow.Turn.TotalMilliseconds:F1}", slow.Period.TotalMilliseconds),
                _ => fault.ToString(),
            });
        return plan.Faults.IsEmpty ? 0 : DoesNotFit;
    }

    private static string Row(PlannedTransaction transaction)
    {
        var block = transaction.Read.Block;
        var names = string.Join(", ", transaction.Read.Channels.Select(channel => channel.Name.Value).Concat(transaction.Read.HoldsHeartbeat ? ["♥"] : ImmutableArray<string>.Empty));
        return $"  {block.From.ToString().ToLowerInvariant(),-8} {block.Address,5}–{block.Address + block.Count - 1,-5} ({block.Count,3}) {transaction.Read.Period.TotalMilliseconds,6:F0} ms "
            + $"{transaction.Wire.TotalMilliseconds,7:F1} ms {transaction.Duration.TotalMilliseconds,7:F1} ms {transaction.Occupancy,7:P1}  {names}";
    }

    private static BusPlan PlanOf(DeviceProfile profile, int? baud, int? period)
    {
        var every = period is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : profile.Poll.Period;
        var device = new PlannedDevice(new DeviceName(profile.Identity.Name), profile.Poll, profile.Limits, ReadPlanner.Plan(profile, profile.Channels, every));
        return BusPlan.Of([device], baud ?? profile.Link.Serial?.Baud);
    }
}
