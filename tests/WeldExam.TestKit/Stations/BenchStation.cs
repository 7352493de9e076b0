using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.People;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;
using WeldExam.Station.Journals;
using WeldExam.Station.People;
using WeldExam.Station.Storage;
using WeldExam.TestKit.Pumps;
using WeldExam.TestKit.Signing;

namespace WeldExam.TestKit.Stations;

/// <summary>One life of a box with one station on a pump: from start to stop, kill or power cut.</summary>
public sealed class BenchStation : IDisposable
{
    /// <summary>By which the register of <see cref="BenchOptions.Staff"/> is named.</summary>
    public static readonly Hash256 RegisterHash = Hash256.Of("register"u8);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _tasks = [];

    private BenchStation(StationLoop loop, JournalStore store, BootClock clock, SimulatedWallClock wallClock) =>
        (Loop, Store, Clock, WallClock) = (loop, store, clock, wallClock);

    public StationLoop Loop { get; }

    public JournalStore Store { get; }

    public BootClock Clock { get; }

    public SimulatedWallClock WallClock { get; }

    public CancellationToken Stop => _stop.Token;

    /// <summary>What ended this life; null while it goes on. A bug in the product shows here too.</summary>
    public Exception? Death => _tasks.Find(task => task.IsFaulted)?.Exception?.InnerException;

    /// <summary>Starts a box over what lies on the disk.</summary>
    public static BenchStation Start(Pump pump, IJournalDisk disk, TestBox box, BenchOptions options)
    {
        var clock = new BootClock(pump.Clock);
        var store = new JournalStore(disk, box.Boot(options.Boot), box.Trust);
        var shelf = new PaperShelf();
        foreach (var paper in options.Papers)
            shelf.Add(paper, options.PapersAreIssued, default);
        var setup = new StationSetup("HB-0311-07", "3", box.Name, options.Mode, IsTest: true, options.Channels, options.Limits)
        {
            Outputs = options.Outputs,
            Wiring = options.Wiring,
            Rigs = options.Rigs,
            HasCentre = options.HasCentre,
        };
        var staff = new StaffBook();
        if (options.Staff is { } register)
            staff.Adopt(register, RegisterHash);
        var wallClock = new SimulatedWallClock(clock);
        var around = new StationSurroundings(
            store,
            shelf,
            new TestRoster(options.Papers[0].Hash)
            {
                IsInForce = options.HasRoster,
                Drawn = options.Drawn,
                Attempt = options.Attempt,
                Subjects = options.Subjects,
                TrainingBody = options.TrainingBody,
                Keeps = options.Keeps,
            },
            options.HasRoster ? TestRoster.Key : null,
            wallClock,
            clock,
            new SeededIds(options.Seed + options.Boot),
            box.BootOf(options.Boot),
            store.Load())
        {
            Policies = options.Policies,
            Staff = staff,
        };
        var station = new BenchStation(new(setup, around, NullLogger<StationLoop>.Instance), store, clock, wallClock);
        station.Run(pump, station.Loop.RunAsync);
        return station;
    }

    /// <summary>Runs something beside the loop for as long as this life lasts.</summary>
    public void Run(Pump pump, Func<CancellationToken, Task> body) => _tasks.Add(pump.Begin(() => body(Stop)));

    /// <summary>Does something on the loop.</summary>
    public Task<T> AskAsync<T>(Func<StationLoop, T> ask) => Loop.AskAsync(ask, Stop);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}

/// <summary>How a box is set up.</summary>
public sealed record BenchOptions
{
    /// <summary>Number of the boot: power cuts count, program restarts do not.</summary>
    public int Boot { get; init; }

    public int Seed { get; init; } = 1;

    public ExamMode Mode { get; init; } = ExamMode.Practice;

    public IReadOnlyList<Paper> Papers { get; init; } = [TestPaper.Sample];

    public bool PapersAreIssued { get; init; } = true;

    public bool HasRoster { get; init; } = true;

    public bool HasCentre { get; init; }

    /// <summary>The staff register in force; null for none.</summary>
    public StaffRegister? Staff { get; init; }

    public string? TrainingBody { get; init; }

    public ImmutableArray<KeptSubject> Keeps { get; init; } = [];

    /// <summary>Tasks that the roster draws for everybody.</summary>
    public ImmutableArray<string> Drawn { get; init; } = [];

    /// <summary>Which attempt everybody sits.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What everybody sits.</summary>
    public ImmutableArray<string> Subjects { get; init; } = ["K1", "K2", "K3", "K4"];

    public PolicyBook Policies { get; init; } = new();

    public Station.Acquisition.ChannelTable Channels { get; init; } = TestDevices.Table();

    public StationLimits Limits { get; init; } = new();

    public System.Collections.Immutable.ImmutableArray<string> Outputs { get; init; } = [];

    public ImmutableArray<Station.Acquisition.Rig> Rigs { get; init; } = [];

    public Station.Acquisition.WiringRules Wiring { get; init; } = Station.Acquisition.WiringRules.None;
}
