using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;
using WeldExam.Station.Identity;
using WeldExam.Station.Journals;
using WeldExam.TestKit.Signing;

namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>The real station over two links: a weld meter on one, eight inputs on the other. Everything between wire and sheet is the product's own.</summary>
internal sealed class ExamPoint
{
    private static readonly RosterKey Key = new(new byte[RosterKey.Length]);

    private readonly ImmutableArray<BusPoller> _pollers;

    public ExamPoint(IModbusLink meter, IModbusLink inputs, string meterProfile, TimeProvider clock, int seed)
    {
        var measures = ReadProfile(meterProfile);
        var box = TestBox.Simulated();
        var store = new JournalStore(new MemoryDisk(), box.Boot(), box.Trust);
        var shelf = new PaperShelf();
        shelf.Add(Paper, isIssued: false, default);
        StationDevice[] devices =
        [
            new(new("meter"), measures, measures.Poll.Period, new DateOnly(2027, 6, 30), Uses(("current", "current"), ("voltage", "voltage"))),
            new(new("inputs"), InputProfile, InputProfile.Poll.Period, null, Inputs()),
        ];
        var setup = new StationSetup("point-1", "booth-1", box.Name, ExamMode.Practice, IsTest: true, ChannelTable.Of(devices), new());
        var around = new StationSurroundings(store, shelf, new OneCandidate(seed), Key, new Utc(clock), clock, new SeededIds(seed), box.BootOf(0), store.Load());
        Loop = new(setup, around, NullLogger<StationLoop>.Instance);
        _pollers = [Poller(meter, "meter", measures, clock), Poller(inputs, "inputs", InputProfile, clock)];
    }

    public static Paper Paper { get; } = ReadPaper();

    public static DeviceProfile InputProfile { get; } = ReadProfile("waveshare-dio-8ch");

    public StationLoop Loop { get; }

    /// <summary>Runs loop and pollers until cancelled, or until one of them breaks.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await await Task.WhenAny([Loop.RunAsync(cancel), .. _pollers.Select(poller => poller.RunAsync(cancel))]);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // the exam is over
        }
    }

    private BusPoller Poller(IModbusLink link, string name, DeviceProfile profile, TimeProvider clock) =>
        new([PolledDevice.On(link, new(name), 1, profile, clock)], Loop.Reports, new(), clock, NullLogger<BusPoller>.Instance);

    private static ImmutableDictionary<ChannelName, SignalUse> Inputs() => Uses(
        ("input-1", "main"), ("input-2", "rcd"), ("input-3", "machine"), ("input-4", "clamp_rest"), ("input-5", "holder_rest"), ("input-6", "fan"))
        .Add(new("input-7"), new("estop", Inverted: true)); // a normally closed contact

    private static ImmutableDictionary<ChannelName, SignalUse> Uses(params (string Channel, string Signal)[] uses) =>
        uses.ToImmutableDictionary(use => new ChannelName(use.Channel), use => new SignalUse(use.Signal, false));

    private static Paper ReadPaper()
    {
        const string name = "weld-2024-hebei-sample.yaml";
        return ((PaperAccepted)PaperReader.Read(name, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "papers", name)))).Paper;
    }

    private static DeviceProfile ReadProfile(string name)
    {
        var reading = ProfileFile.Read(File.ReadAllBytes(Path.Combine(ProfileFile.ShippedFolder, $"{name}.yaml")), name);
        return reading.Profile ?? throw new InvalidDataException(string.Join("; ", reading.Errors));
    }

    private sealed class OneCandidate(int seed) : IRoster
    {
        public bool IsInForce => true;

        public RosterCandidate Find(string lookUpKey) =>
            new($"candidate-{seed}", "测*", new(new Guid(seed, 0, 0, new byte[8])), ["K1", "K2", "K3", "K4"], 1, Paper.Hash);
    }

    private sealed class Utc(TimeProvider clock) : IWallClock
    {
        public ClockAnchor Read()
        {
            var ticks = clock.GetUtcNow().UtcTicks;
            return new(new(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero), ClockSource.Ntp, TimeSpan.FromMilliseconds(5));
        }
    }

    private sealed class SeededIds(int seed) : IIdSource
    {
        private readonly Random _random = new(seed);

        public Guid Next()
        {
            var bytes = new byte[16];
            _random.NextBytes(bytes);
            return new(bytes);
        }
    }
}
