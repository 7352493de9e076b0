using WeldExam.Contracts.Reading;
using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Disks;
using WeldExam.TestKit.Pumps;
using WeldExam.TestKit.Signing;
using WeldExam.TestKit.Stations;

namespace WeldExam.Simulation.Tests;

/// <summary>One K21 part from card to seal on a box that stops again and again: candidate, examiners and centre outlive it,
/// its disk keeps what it had flushed. The same seed gives the same trace.</summary>
internal sealed class World
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private readonly Random _random;
    private readonly Pump _pump = new();
    private readonly CrashPlan _plan;
    private readonly int _seed;
    private BenchStation? _station;
    private Task? _ashore;
    private int _boot;

    private World(int seed, CrashPlan plan)
    {
        (_seed, _plan, _random) = (seed, plan, new Random(seed));
        Disk = new(seed);
        Work = new(Clock);
        Examiner = new(this, Work, TestPaper.Sample, seed);
        Centre = plan.Link is { } faults ? Join(new LinkedCentre(Box, faults, seed, Clock, Trace)) : new RememberingCentre(Trace, Clock);
    }

    public SimulatedClock Clock => _pump.Clock;

    public SimulatedDisk Disk { get; }

    public TestBox Box { get; } = TestBox.Simulated();

    public Workbench Work { get; }

    public Trace Trace { get; } = new();

    public Examiner Examiner { get; }

    /// <summary>What is joined to the box's outbox, on the same pump.</summary>
    public IPeer Centre { get; }

    public int Crashes { get; private set; }

    public static World Run(int seed, CrashPlan plan)
    {
        var world = new World(seed, plan);
        world.Run();
        return world;
    }

    /// <summary>The journal as it lies on the disk.</summary>
    public JournalReading Reading(JournalId journal) => JournalReading.Of(Disk.Content($"{journal}.wxj"), Box.Trust);

    public bool IsSealed(JournalId journal) => Reading(journal).Seal is not null;

    /// <summary>All journals on the disk.</summary>
    public IEnumerable<JournalReading> Journals =>
        Disk.Names.Where(name => name.EndsWith(".wxj", StringComparison.Ordinal)).Select(name => JournalReading.Of(Disk.Content(name), Box.Trust));

    /// <summary>Asks the box, whichever of its lives answers; null when it died over the question.</summary>
    public async Task<T?> AskAsync<T>(string name, Func<StationLoop, T> ask)
        where T : class?
    {
        while (_station is null)
            await Task.Delay(TimeSpan.FromMilliseconds(10), Clock);
        try
        {
            var answer = await _station.AskAsync(ask);
            Trace.Add(Clock.Elapsed, $"{name}: {answer}");
            return answer;
        }
        catch (OperationCanceledException)
        {
            Trace.Add(Clock.Elapsed, $"{name}: no answer");
            return null;
        }
    }

    private void Run()
    {
        var examiner = _pump.Begin(Examiner.HoldAsync);
        while (!examiner.IsCompleted)
        {
            var killAt = PlanDeath();
            Start();
            _pump.RunUntil(() => examiner.IsCompleted || Disk.IsDown || Failure is not null || (_pump.Steps >= killAt && MayCrash), Limit);
            if (Failure is { } failure)
                throw new InvalidOperationException($"The box died by itself after {Trace.Lines[^1]}", failure);
            if (!examiner.IsCompleted && !Disk.IsDown && !(_pump.Steps >= killAt && MayCrash))
                throw new TimeoutException($"Nothing more happens after {Trace.Lines[^1]}");
            if (!examiner.IsCompleted)
                End();
        }

        examiner.GetAwaiter().GetResult();
        Disk.Heal();
        _pump.RunUntil(() => Failure is not null || _station!.Store.Pending().Count == 0, TimeSpan.FromMinutes(2)); // the outbox empties
        _station?.Dispose();
        foreach (var block in Journals.SelectMany(journal => journal.Blocks))
            Trace.Add(Clock.Elapsed, $"{block.Block.Journal} {block.Block.Epoch} {block.Block.Number} {block.Hash}");
    }

    private LinkedCentre Join(LinkedCentre centre)
    {
        _ashore = _pump.Begin(centre.RunAsync);
        return centre;
    }

    private bool MayCrash => _plan.WhileExamined || !Examiner.IsExamining;

    private Exception? Failure => _station?.Death is { } death and not PowerCutException ? death : _ashore?.Exception?.InnerException;

    private long PlanDeath()
    {
        if (Crashes >= _plan.Crashes)
        {
            Disk.Heal();
            return long.MaxValue;
        }

        if (_plan.DiskFaults && _random.Next(8) == 0)
            Disk.Fail(_random.Next(3) == 0 ? DiskOperation.Append : DiskOperation.Sync, 1 + _random.Next(6));
        if (_random.Next(2) == 0 || !_plan.WhileExamined)
            return _pump.Steps + 1 + _random.Next(_plan.LongestLife);
        Disk.CutPowerAt(1 + _random.Next(Math.Max(2, _plan.LongestLife / 10)));
        return long.MaxValue;
    }

    private void Start()
    {
        try
        {
            _station = BenchStation.Start(_pump, Disk.Mount(), Box, new() { Boot = _boot, Seed = _seed + (1000 * Crashes) });
            _station.Run(_pump, stop => Centre.ServeAsync(_station.Store, Box.BootOf(_boot), stop));
            _station.Run(_pump, stop => Work.ReportAsync(_station.Loop.Reports, _station.Clock, stop));
        }
        catch (PowerCutException)
        {
            _station = null; // while it read what lies on its disk
        }
    }

    private void End()
    {
        Crashes++;
        _station?.Dispose();
        _station = null;
        var isPower = _random.Next(2) == 0;
        Trace.Add(Clock.Elapsed, isPower ? "power cut" : "killed");
        if (isPower)
        {
            Disk.Crash();
            _boot++;
            _pump.RunFor(TimeSpan.FromMilliseconds(_random.Next(1, 60)));
        }
        else
            Disk.Kill();
    }
}
