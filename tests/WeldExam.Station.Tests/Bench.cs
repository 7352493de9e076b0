using System.Collections.Immutable;
using WeldExam.Contracts.Reading;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Station.Flow;
using WeldExam.Station.Identity;
using WeldExam.Station.Parts;
using WeldExam.TestKit.Disks;
using WeldExam.TestKit.Pumps;
using WeldExam.TestKit.Signing;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests;

/// <summary>A station on a pump with everything around it, and the acts of its examiners.</summary>
internal sealed class Bench : IDisposable
{
    public const string First = "E-01";
    public const string Second = "E-02";

    public static readonly TaskCard Card = new(111, "E4303 batch 7", 3_200, "PA", "Q235 6 mm", "P-17", 90, 140);

    private readonly SeededIds _commands = new(99);
    private BenchStation? _station;

    public Bench(BenchOptions? options = null)
    {
        Options = options ?? new();
        Work = new(Pump.Clock);
    }

    public Pump Pump { get; } = new();

    public SimulatedDisk Disk { get; } = new(seed: 7);

    public TestBox Box { get; } = TestBox.Simulated();

    public BenchOptions Options { get; set; }

    public Workbench Work { get; }

    public BenchStation Station => _station ?? Start();

    public PartRecorder Part => Ask(loop => loop.Part)!;

    public BenchStation Start()
    {
        _station?.Dispose();
        _station = BenchStation.Start(Pump, Disk, Box, Options);
        _station.Run(Pump, stop => Work.ReportAsync(_station.Loop.Reports, _station.Clock, stop));
        Wait(0.5);
        return _station;
    }

    /// <summary>Ends the program without a word and starts it again in the same boot.</summary>
    public BenchStation Restart()
    {
        Stop();
        Disk.Kill();
        return Start();
    }

    /// <summary>Cuts the power and boots.</summary>
    public BenchStation Reboot()
    {
        Stop();
        Disk.Crash();
        Options = Options with { Boot = Options.Boot + 1 };
        return Start();
    }

    public void Wait(double seconds)
    {
        Pump.RunFor(TimeSpan.FromSeconds(seconds));
        if (_station?.Death is { } death)
            throw new InvalidOperationException("The box died.", death);
    }

    public T Ask<T>(Func<StationLoop, T> ask)
    {
        var answer = Pump.Begin(() => Station.AskAsync(ask));
        Pump.RunUntil(() => answer.IsCompleted || Station.Death is not null, TimeSpan.FromSeconds(5));
        return answer.IsCompleted ? answer.GetAwaiter().GetResult() : throw new InvalidOperationException("No answer.", Station.Death);
    }

    public CommandId Command() => new(_commands.Next());

    public IdentityVerdict Present(int candidate = 0) => Ask(loop => loop.Present(TestRoster.CardOf(candidate, loop.Now), "reader-1"));

    public OpenPartRequest Request(IdentityVerdict identity) => new(
        Command(),
        identity.Id,
        "K21",
        null,
        [new(First, StaffRole.Examiner), new(Second, StaffRole.Examiner)],
        Card,
        ["hazards_set"],
        First,
        null);

    /// <summary>Until the start is allowed: every needed signal stands on record, delays included.</summary>
    private const double SettlingSeconds = 2;

    public Answer Open(OpenPartRequest request) => Ask(loop => loop.Open(request));

    /// <summary>Opens K21 for a candidate.</summary>
    public JournalId OpenPart(int candidate = 0)
    {
        var part = Assert.IsType<Done>(Open(Request(Present(candidate)))).Journal;
        Wait(SettlingSeconds);
        return part;
    }

    public Answer Act(JournalId part, Entry act) => Ask(loop => loop.WithPart(part, recorder => recorder.Record(act)));

    public Answer Do(JournalId part, Func<PartRecorder, Answer> act) => Ask(loop => loop.WithPart(part, act));

    /// <summary>The examined minute, from start to end.</summary>
    public void Perform(JournalId part)
    {
        Assert.IsType<Done>(Act(part, new SubjectStarted(Command(), First)));
        Work.Begin();
        Wait(Workbench.Length.TotalSeconds);
        Assert.IsType<Done>(Act(part, new SubjectEnded(Command(), First, EndReason.Finished)));
    }

    public void MarkAll(JournalId part)
    {
        foreach (var item in Paper.Task("K21")!.Items)
            Assert.IsType<Done>(Act(part, new Marked(Command(), First, item.Id, null, MarkKind.Met, 0, null, "")));
    }

    /// <summary>Sheet, signatures, seal.</summary>
    public void Close(JournalId part)
    {
        Wait(3);
        Assert.IsType<Done>(Do(part, recorder => recorder.Conclude()));
        Sign(part);
        Assert.IsType<Done>(Do(part, recorder => recorder.Seal()));
    }

    /// <summary>Ends a part that never began.</summary>
    public void MarkNothingAndClose(JournalId part)
    {
        MarkAll(part);
        Close(part);
    }

    public void Sign(JournalId part)
    {
        var sheet = Part.Session.Sheet!.SheetHash;
        Assert.IsType<Done>(Act(part, new Signed(Command(), Signatory.Candidate, Part.Session.Part!.Candidate, sheet)));
        Assert.IsType<Done>(Act(part, new Signed(Command(), Signatory.Examiner, First, sheet)));
        Assert.IsType<Done>(Act(part, new Signed(Command(), Signatory.Examiner, Second, sheet)));
    }

    public JournalReading Reading(JournalId journal) => JournalReading.Of(Disk.Content($"{journal}.wxj"), Box.Trust);

    public ImmutableArray<Reason> Reasons(Answer answer) => Assert.IsType<Refused>(answer).Reasons;

    public IEnumerable<string> Codes(Answer answer) => Reasons(answer).Select(reason => reason.Code);

    public Paper Paper => Options.Papers[0];

    public void Dispose() => Stop();

    private void Stop()
    {
        _station?.Dispose();
        _station = null;
        Pump.Drop();
    }
}
