using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.IdCards;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Identity;
using WeldExam.Station.Outputs;
using WeldExam.Station.Parts;
using WeldExam.Station.People;
using WeldExam.Station.Readiness;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Flow;

/// <summary>One station: the devices report into it, people act through it, and everything happens one after another on the caller's context.</summary>
public sealed class StationLoop : IDisposable
{
    private const int QueueLength = 4096;
    private const int LongestTaskName = 512; // bytes as an entry; it is echoed in the reasons of a refusal, which go on record

    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(100);

    private readonly StationSurroundings _around;
    private readonly Channel<StationEvent> _events = System.Threading.Channels.Channel.CreateBounded<StationEvent>(QueueLength);
    private readonly LiveSignals _live;
    private readonly ILogger<StationLoop> _logger;
    private IdentityVerdict? _identity;
    private PartRecorder? _part;
    private readonly StationJournal _day;
    private readonly List<(JournalId Journal, PartOpening Part)> _left = [];
    private StorageFault? _leftFault;
    private MonotonicTick _takenUp;
    private bool _wasFaulted;

    public StationLoop(StationSetup setup, StationSurroundings around, ILogger<StationLoop> logger)
    {
        (Setup, _around, _logger) = (setup, around, logger);
        _live = new(setup.Channels);
        _day = new(setup, around);
        Outputs = new(setup.Outputs, setup.Channels) { Currents = setup.Currents };
        Reports = new ReportsInto(_events.Writer);
    }

    public StationSetup Setup { get; }

    /// <summary>What horn, light and contactor are ordered, and what they read. Only on the loop.</summary>
    public StationOutputs Outputs { get; }

    /// <summary>Where bus pollers write. Bounded: they wait while it is full.</summary>
    public ChannelWriter<DeviceReport> Reports { get; }

    /// <summary>Takes up what lies on disk and runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        TakeUp();
        var ticking = TickAsync(cancel);
        while (await _events.Reader.WaitToReadAsync(cancel))
        {
            while (_events.Reader.TryRead(out var happened))
                Handle(happened);
        }

        await ticking;
    }

    /// <summary>Runs <paramref name="ask"/> on the loop and returns its answer.</summary>
    public async Task<T> AskAsync<T>(Func<StationLoop, T> ask, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _events.Writer.WriteAsync(new StationEvent.Asked(() => answer.TrySetResult(ask(this))), cancel);

        // Not Task.WaitAsync: with a source that runs its continuations elsewhere it would hop threads.
        using (cancel.Register(() => answer.TrySetCanceled(cancel)))
            return await answer.Task;
    }

    /// <summary>The part that is open, or was sealed last; null before the first. Only on the loop.</summary>
    public PartRecorder? Part => _part;

    /// <summary>The station as the open part uses it; without one, as its file says it. Only on the loop.</summary>
    public StationSetup SetupNow => _part is { IsOver: false, Session.Part: { } part } ? Setup.For(part.Task) : Setup;

    /// <summary>The arc of the open part; never evidence. Only on the loop.</summary>
    public ArcClock Arc { get; } = new();

    /// <summary>What the devices say now. Only on the loop.</summary>
    public LiveSignals Live => _live;

    public MonotonicTick Now => MonotonicTick.Now(_around.Clock);

    /// <summary>Judges a card that was read at this station. Only on the loop.</summary>
    public IdentityVerdict Present(CardOutcome outcome, string reader)
    {
        var verdict = CardIdentity.Judge(outcome, reader, _around.Roster, _around.RosterKey, Setup.Mode, _around.Ids.Next(), Now);
        _identity = verdict;
        if (!verdict.IsAccepted)
            _day.Record(verdict.Check);
        _logger.Identity(Setup.Station, verdict.IsAccepted, verdict.Failures.IsEmpty ? "" : verdict.Failures[0].Reason);
        return verdict;
    }

    /// <summary>Every reason against opening a part of that task now. Only on the loop.</summary>
    public ImmutableArray<Reason> Readiness(Paper paper, PaperTask task) =>
    [
        .. ReadinessGate.Check(Setup.For(task.Id), paper, task, _live.As(Setup.For(task.Id).Channels), _around.WallClock.Read(), _around.Policies, _around.Store.Disk.FreeBytes(), Storage, Now),
        .. task.Subject == "K2" ? Outputs.Reasons : [],
        .. StaffGate.Readiness(Setup, _around.Staff),
    ];

    /// <summary>Draws the task of a subject for the person whose identity was just checked. It is on record before it is told. Only on the loop.</summary>
    public DrawAnswer Draw(DrawRequest request) => TaskDrawing.Draw(this, _identity, request, _around, _day);

    /// <summary>Opens a part, or says every reason why not. The command names the part's journal, so that the same command
    /// finds it again after a crash too. Only on the loop.</summary>
    public Answer Open(OpenPartRequest request)
    {
        var journal = new JournalId(request.Command.Value);
        if (_around.Store.ProgressOf(journal) is { Durable: > 0 })
        {
            return _around.Store.PartOf(journal) is { } held && held.Task == request.Task
                ? new Done(journal, Again: true)
                : new Refused("act.commandReused", journal.ToString());
        }

        if (_part is { IsOver: false } open)
            return new Refused("part.open", open.Journal.ToString());
        if (PartRecorder.Unsayable(new ReadinessChecked(request.Task, false, []), Now, LongestTaskName) is { } noTask)
            return noTask;
        var (opening, refused, judged) = PartOpener.Prepare(this, _identity, request, _around);
        if (opening is null)
        {
            if (judged is not null && PartRecorder.Unsayable(judged, Now) is null)
                _day.Record(judged);
            _day.Record(new ReadinessChecked(request.Task, false, [.. refused.Select(reason => reason.ToString())]));
            return new Refused(refused);
        }

        if (opening.Rest.Prepend(opening.Opened).Select(entry => PartRecorder.Unsayable(entry, Now)).FirstOrDefault(why => why is not null) is { } unsayable)
            return unsayable;
        if (PartRecorder.Open(_around.Store, ContextOf(opening.Paper, opening.Opened.Part!), journal, opening.Opened, opening.Rest, out var part) is { } fault)
        {
            _logger.NotRecorded(Setup.Station, fault.ToString());
            return new NotRecorded(fault);
        }

        _part?.Dispose();
        _part = part;
        _identity = null; // it served; after a fault it serves again
        _logger.Opened(Setup.Station, journal, request.Task);
        return new Done(journal);
    }

    /// <summary>Enters a file that was put in force. Only on the loop's context.</summary>
    public void Adopted(FileAdopted file) => _day.Record(file);

    /// <summary>Lifts the contactor's lock by an examiner at the booth, with a reason. Energises nothing by itself. Only on the loop.</summary>
    public Answer Rearm(CommandId command, string by, string reason)
    {
        var journal = _part is { IsOver: false } open ? open.Journal : default;
        if (Outputs.Arming.Knows(command))
            return new Done(journal, Again: true);
        var (entry, refusal) = Outputs.Rearm(command, by, reason, _live, Session, Now);
        if (refusal is not null)
            return new Refused([refusal]);
        if (Session is null && !StaffGate.MayRearm(by, _around.Staff))
            return new Refused("act.roleMayNot", by);
        if (_part is { IsOver: false } part)
            return part.Record(entry!);
        _day.Record(entry!);
        if (_day.Fault is { } fault)
            return new NotRecorded(fault);
        Outputs.Arming.Take(entry!);
        return new Done(journal);
    }

    /// <summary>Does something with the open part, if it is the one that was meant. Only on the loop.</summary>
    public Answer WithPart(JournalId journal, Func<PartRecorder, Answer> act)
    {
        if (_part is null || _part.Journal != journal)
            return new Refused("part.notHere", journal.ToString());
        var answer = act(_part);
        if (answer is NotRecorded lost)
            _logger.NotRecorded(Setup.Station, lost.Fault.ToString());
        return answer;
    }

    public void Dispose()
    {
        _part?.Dispose();
        _day.Dispose();
    }

    private string? Storage => (_part?.Fault ?? _day.Fault ?? _leftFault)?.ToString();

    private void Handle(StationEvent happened)
    {
        switch (happened)
        {
            case StationEvent.Reported reported:
                _live.Take(reported.Report);
                Arc.Advance(this);
                _day.Take(reported.Report);
                if (_part is { IsOver: false } part)
                    part.Take(reported.Report);
                Outputs.Take(reported.Report, Session, OnRecord);
                Outputs.Advance(_live, Session, Now, OnRecord);
                _part?.StopFor(_live);
                break;
            case StationEvent.Asked asked:
                asked.Run();
                break;
            case StationEvent.Tick:
                Tick();
                break;
        }
    }

    private void Tick()
    {
        if (_left.Count > 0 && Now - _takenUp >= Setup.Limits.BlockPeriod)
            TakeUpLeft();
        var fault = _part?.Tick();
        _day.Tick();
        Outputs.Advance(_live, Session, Now, OnRecord);
        if (fault is not null == _wasFaulted)
            return;
        _wasFaulted = fault is not null;
        _logger.Storage(Setup.Station, _wasFaulted, fault?.ToString() ?? "");
    }

    private ExamSession? Session => _part is { IsOver: false } part ? part.Session : null;

    private bool OnRecord(Entry entry)
    {
        if (_part is { IsOver: false } part)
            return part.Record(entry) is Done;
        _day.Record(entry);
        return _day.Fault is null;
    }

    private async Task TickAsync(CancellationToken cancel)
    {
        using var ticks = new PeriodicTimer(TickPeriod, _around.Clock);
        try
        {
            while (await ticks.WaitForNextTickAsync(cancel))
                _events.Writer.TryWrite(new StationEvent.Tick());
        }
        catch (OperationCanceledException)
        {
            // The loop ends by the same token.
        }
    }

    private void TakeUp()
    {
        var unfinished = _around.Unfinished(Setup.Station).ToLookup(left => _around.Papers.Find(left.Part!.Paper) is not null);
        foreach (var lost in unfinished[false])
            _logger.PaperGone(Setup.Station, lost.Journal, lost.Part!.PaperId);
        _left.AddRange(unfinished[true].Select(left => (left.Journal, left.Part!)));
        TakeUpLeft();
    }

    /// <summary>A part that the disk would not give at once is tried again; until then no other part opens.</summary>
    private void TakeUpLeft()
    {
        _takenUp = Now;
        _leftFault = null;
        foreach (var left in _left.ToArray())
        {
            var paper = _around.Papers.Find(left.Part.Paper)!.Paper;
            if (PartRecorder.Resume(_around.Store, ContextOf(paper, left.Part), left.Journal, out var part) is { } fault)
            {
                _logger.NotRecorded(Setup.Station, fault.ToString());
                _leftFault = fault;
                part?.Dispose();
                continue;
            }

            _left.Remove(left);
            _part?.Dispose();
            _part = part;
            _logger.Resumed(Setup.Station, part!.Journal);
        }
    }

    private PartContext ContextOf(Paper paper, PartOpening part) => new(Setup.For(part.Task).Holding(part.Channels), paper, _around.Boot, _around.WallClock, _around.Clock) { Told = Tell };

    private void Tell(Entry entry)
    {
        Outputs.Arming.Take(entry);
        _around.Booths.Take(Setup.Station, entry);
    }
}
