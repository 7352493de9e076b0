using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using WeldExam.Simulators.Scenarios;

namespace WeldExam.Simulators.Points;

/// <summary>A running simulated exam point.</summary>
public sealed class ExamPoint : IAsyncDisposable
{
    private readonly ExamPointPlan _plan;
    private readonly TimeProvider _clock;
    private ChildProgram _centre;

    private ExamPoint(ExamPointPlan plan, TimeProvider clock, ChildProgram centre, Uri centreUrl, ImmutableArray<SimulatedBox> boxes) =>
        (_plan, _clock, _centre, CentreUrl, Boxes) = (plan, clock, centre, centreUrl, boxes);

    public Uri CentreUrl { get; }

    public ImmutableArray<SimulatedBox> Boxes { get; }

    /// <summary>Writes all files, starts the devices, the centre and the boxes.</summary>
    public static async Task<ExamPoint> StartAsync(ExamPointPlan plan, TimeProvider clock, int seed, CancellationToken cancel)
    {
        var centreFolder = Directory.CreateDirectory(Path.Combine(plan.Folder, "centre")).FullName;
        var centreKey = await KeyOfAsync(plan, Path.Combine(centreFolder, "data", "centre.key"), cancel);
        var brokerPort = plan.ExternalBrokerPort ?? FreePort();
        var rosterKey = RandomNumberGenerator.GetBytes(32);
        await File.WriteAllTextAsync(Path.Combine(plan.Folder, "roster.key"), Convert.ToHexStringLower(rosterKey), cancel);

        var boxes = ImmutableArray.CreateBuilder<SimulatedBox>();
        var registered = new List<(string, string, string)>();
        for (var number = 1; number <= plan.Boxes; number++)
        {
            var (box, station) = ($"box-{number}", $"ST-{number:D2}");
            var folder = Directory.CreateDirectory(Path.Combine(plan.Folder, box)).FullName;
            registered.Add((box, station, await KeyOfAsync(plan, Path.Combine(folder, "device.pem"), cancel)));
            var devices = Devices(folder, seed + number, station, clock);
            var port = FreePort();
            var config = PointFiles.Gateway(box, station, folder, centreKey, port, brokerPort, devices.AddressOf("inputs"), Path.Combine(plan.Programs, "simulated-profiles"));
            await File.WriteAllTextAsync(Path.Combine(folder, "station.yaml"), config, cancel);
            boxes.Add(new SimulatedBox(plan, box, station, folder, new Uri($"http://127.0.0.1:{port}"), devices, clock));
        }

        var centrePort = plan.CentrePort ?? FreePort();
        await WriteCentreAsync(plan, centreFolder, registered, centrePort, brokerPort, rosterKey, cancel);
        var centre = StartCentre(plan, clock);
        foreach (var box in boxes)
            box.StartGateway();
        return new(plan, clock, centre, new Uri($"http://127.0.0.1:{centrePort}"), boxes.ToImmutable());
    }

    /// <summary>Ends the centre at once and starts it again.</summary>
    public async Task RestartCentreAsync()
    {
        await _centre.KillAsync();
        await _centre.DisposeAsync();
        _centre = StartCentre(_plan, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var box in Boxes)
            await box.DisposeAsync();
        await _centre.DisposeAsync();
    }

    /// <summary>A TCP port on loopback that nobody had a moment ago.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static ChildProgram StartCentre(ExamPointPlan plan, TimeProvider clock) => ChildProgram.Start(
        Path.Combine(plan.Programs, "weldexam-centre"),
        ["run", "--config", Path.Combine(plan.Folder, "centre", "centre.yaml")],
        Path.Combine(plan.Folder, "centre", "centre.log"),
        clock);

    private static SimulatedStation Devices(string folder, int seed, string station, TimeProvider clock)
    {
        var yaml = PointFiles.Scenario(folder, seed, station);
        return ScenarioReader.TryRead(yaml, station, out var scenario, out var errors)
            ? SimulatedStation.Start(scenario!, clock)
            : throw new InvalidOperationException(string.Join('\n', errors));
    }

    private static async Task WriteCentreAsync(
        ExamPointPlan plan, string folder, List<(string, string, string)> boxes, int httpPort, int brokerPort, byte[] rosterKey, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.Combine(folder, "papers"));
        var paper = await File.ReadAllBytesAsync(plan.Paper, cancel);
        await File.WriteAllBytesAsync(Path.Combine(folder, "papers", Path.GetFileName(plan.Paper)), paper, cancel);
        var roster = PointFiles.Roster(plan.Candidates, rosterKey, Convert.ToHexStringLower(SHA256.HashData(paper)));
        await File.WriteAllTextAsync(Path.Combine(folder, "roster.json"), roster, cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "staff.json"), PointFiles.Staff, cancel);
        var broker = plan.ExternalBrokerPort is null
            ? $"mode: embedded, listen: 127.0.0.1, port: {brokerPort}"
            : $"mode: external, host: 127.0.0.1, port: {brokerPort}";
        await File.WriteAllTextAsync(Path.Combine(folder, "centre.yaml"), PointFiles.Centre(boxes, httpPort, broker), cancel);
    }

    private static async Task<string> KeyOfAsync(ExamPointPlan plan, string path, CancellationToken cancel) =>
        (await ChildProgram.RunAsync(Path.Combine(plan.Programs, "weldexam"), ["key", path], cancel)).Trim();
}
