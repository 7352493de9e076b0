using System.Collections.Immutable;
using WeldExam.Contracts.Signing;
using WeldExam.Drivers.IdCards;
using WeldExam.Drivers.ModbusServer;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Index;
using WeldExam.EdgeGateway.Keys;
using WeldExam.EdgeGateway.Plc;
using WeldExam.EdgeGateway.Storage;
using WeldExam.EdgeGateway.Threads;
using WeldExam.Exam.Papers;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;
using WeldExam.Station.Identity;
using WeldExam.Station.Journals;
using WeldExam.Station.People;
using WeldExam.Uplink;
using WeldExam.Uplink.Link;

namespace WeldExam.EdgeGateway.Running;

/// <summary>A box with its one to four stations. Journals, stations and uplink share one thread; the wires have another.</summary>
public sealed class Box : IAsyncDisposable
{
    private readonly LinuxJournalDisk _disk;
    private readonly MqttBrokerLink? _link;
    private readonly UplinkWorker? _uplink;
    private readonly ModbusTcpServer? _plc;

    private Box(
        GatewayConfig config,
        LinuxJournalDisk disk,
        Es256Signer device,
        StationSurroundings around,
        IssuedFiles files,
        WireThread wires,
        ImmutableArray<StationRunner> stations,
        Random jitter,
        ILoggerFactory loggers)
    {
        (Config, _disk, Device, Around, Files, Wires, Stations) = (config, disk, device, around, files, wires, stations);
        var catchUp = new JournalCatchUp(disk, DeviceTrust.Of(device.Suite, config.Box, device.PublicKey));
        var index = new PartIndex(Path.Combine(config.DataFolder, "index"), config.Box, catchUp, around.Clock, loggers.CreateLogger<PartIndex>());
        Index = new(index, () => ReadAsync(Marks), around.Clock, loggers.CreateLogger<IndexDesk>());
        _plc = config.ModbusServer is { } plc ? PlcServer.Of(plc, stations, around.Clock, loggers) : null;
        if (config.Uplink is null)
            return;
        _link = UplinkWiring.LinkOf(config, around.Clock, loggers);
        _uplink = UplinkWiring.WorkerOf(config, _link, files, stations, around, new Random(jitter.Next()), loggers);
    }

    public GatewayConfig Config { get; }

    /// <summary>The box's identity.</summary>
    public Es256Signer Device { get; }

    public StationSurroundings Around { get; }

    public IssuedFiles Files { get; }

    public ImmutableArray<StationRunner> Stations { get; }

    /// <summary>Finds parts without reading their journals.</summary>
    internal IndexDesk Index { get; }

    /// <summary>The thread on which journals, stations and uplink live.</summary>
    public OneThread Thread { get; } = new("box");

    /// <summary>The thread on which the wires are polled.</summary>
    public WireThread Wires { get; }

    /// <summary>Builds a box. Configuration that is wrong is an answer, absent devices are not.</summary>
    public static (Box? Box, ImmutableArray<string> Problems) Build(
        GatewayConfig config, IReadOnlyDictionary<string, DeviceProfile> profiles, TimeProvider clock, Random jitter, ILoggerFactory loggers)
    {
        var problems = new List<string>(config.Stations.SelectMany(station => DeviceWiring.ProblemsOf(station, profiles)));
        var papers = new PaperShelf();
        var rosterKey = ReadRosterKey(config, problems);
        LoadPracticePapers(config, papers, problems);
        if (problems.Count > 0)
            return (null, [.. problems]);
        if (LinuxJournalDisk.Open(Path.Combine(config.DataFolder, "journals"), out var disk) is { } fault)
            return (null, [fault.ToString()]);

        var device = KeyFile.LoadOrCreate(config.DeviceKeyFile);
        var boot = SystemBoot.Read();
        var signer = EvidenceSigner.Certified(config.Box, boot, KeyFile.CreateEphemeral(), device);
        var trust = DeviceTrust.Of(device.Suite, config.Box, device.PublicKey);
        var (roster, staff) = (new RosterBook(), new StaffBook());
        var policies = new PolicyBook();
        var files = new IssuedFiles(disk!, config.CentreKey ?? default, new Es256Suite(), papers, roster, policies, config.Point) { Staff = staff };
        var log = loggers.CreateLogger<Box>();
        if (config.CentreKey is not null)
            BoxLog.Refused(log, files.Load());
        var store = new JournalStore(disk!, signer, trust);
        var around = new StationSurroundings(
            store, papers, roster, rosterKey, new SystemWallClock(clock, config.Clock), clock, new RandomIds(), boot, store.Load()) { Policies = policies, Staff = staff };
        BoxLog.Refused(log, [.. around.OnDisk.Where(found => found.Problem is not null).Select(found => $"journal {found.Journal}: {found.Problem}")]);
        var wires = new WireThread("wires");
        var stations = config.Stations.Select(station => StationRunner.Of(config, station, profiles, around, wires.Clock, new Random(jitter.Next()), loggers));
        return (new(config, disk!, device, around, files, wires, [.. stations], jitter, loggers), []);
    }

    /// <summary>What stands against starting a box with this configuration.</summary>
    public static ImmutableArray<string> ProblemsOf(GatewayConfig config, IReadOnlyDictionary<string, DeviceProfile> profiles)
    {
        var problems = new List<string>(config.Stations.SelectMany(station => DeviceWiring.ProblemsOf(station, profiles)));
        _ = ReadRosterKey(config, problems);
        LoadPracticePapers(config, new(), problems);
        return [.. problems];
    }

    /// <summary>Runs until cancelled; whatever fails ends the host, and the service manager starts it again.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        // Not among those whose end ends the box: nothing that is recorded needs the index.
        _ = Index.RunAsync(cancel);
        _plc?.Open();
        List<Task> running =
        [
            .. Stations.Select(station => Thread.RunAsync(() => station.Loop.RunAsync(cancel))),
            .. Stations.Select(station => Wires.RunAsync(() => station.AcquireAsync(cancel))),
            .. _plc is { } plc ? [Thread.RunAsync(() => plc.RunAsync(cancel))] : Array.Empty<Task>(),
            .. _uplink is { } uplink ? [Thread.RunAsync(() => uplink.RunAsync(cancel))] : Array.Empty<Task>(),
        ];
        await await Task.WhenAny(running);
    }

    public StationRunner? Find(string station) => Stations.FirstOrDefault(runner => runner.Loop.Setup.Station == station);

    /// <summary>Waits for a card at a station's reader, on the wires' thread.</summary>
    public async Task<CardOutcome> ReadCardAsync(StationRunner station, TimeSpan patience, CancellationToken cancel)
    {
        CardOutcome? outcome = null;
        await Wires.RunAsync(async () => outcome = await station.ReadCardAsync(patience, cancel));
        return outcome!;
    }

    /// <summary>Reads something that lives on the box's thread.</summary>
    public async Task<T> ReadAsync<T>(Func<T> read)
    {
        T? value = default;
        await Thread.RunAsync(() =>
        {
            value = read();
            return Task.CompletedTask;
        });
        return value!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_link is not null)
            await _link.DisposeAsync();
        Index.Dispose();
        _plc?.Dispose();
        Wires.Dispose();
        Thread.Dispose();
        foreach (var station in Stations)
            station.Dispose();
        Device.Dispose();
        _disk.Dispose();
    }

    private IReadOnlyList<MarkedPart> Marks() =>
        [.. Around.Store.PartMarks().Select(mark => new MarkedPart(mark, Around.Papers.Find(mark.Paper)?.Paper))];

    private static RosterKey? ReadRosterKey(GatewayConfig config, List<string> problems)
    {
        if (config.RosterKeyFile is not { } path)
            return null;
        try
        {
            var key = Convert.FromHexString(File.ReadAllText(path).Trim());
            if (key.Length == RosterKey.Length)
                return new(key);
            problems.Add($"{path}: {key.Length} bytes, a roster key has {RosterKey.Length}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            problems.Add($"{path}: {fault.Message}");
        }

        return null;
    }

    private static void LoadPracticePapers(GatewayConfig config, PaperShelf papers, List<string> problems)
    {
        if (config.PracticePapersFolder is not { } folder)
            return;
        if (!Directory.Exists(folder))
        {
            problems.Add($"{folder}: no such folder of practice papers");
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var content = File.ReadAllBytes(path);
            switch (PaperReader.Read(path, content))
            {
                case PaperAccepted accepted:
                    papers.Add(accepted.Paper, isIssued: false, content);
                    break;
                case PaperRefused refused:
                    problems.AddRange(refused.Errors.Select(error => error.ToString()));
                    break;
            }
        }
    }
}
