using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Drivers.Polling;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Outputs;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Flow;
using WeldExam.Station.Journals;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Parts;

/// <summary>One open part: what is recorded, and what follows from it. State and score fold only what the disk has confirmed.</summary>
public sealed class PartRecorder : IDisposable
{
    private readonly JournalStore _store;
    private readonly PartContext _context;
    private readonly PartScorer _scorer;
    private SignalRecorder _signals;
    private JournalWriter _writer;
    private BootId? _endedIn;
    private BootId _recordedIn;
    private LiveScore _live = LiveScore.None;
    private MonotonicTick _committed;
    private MonotonicTick _anchored;
    private MonotonicTick _began;

    private PartRecorder(JournalStore store, PartContext context, JournalId journal, JournalWriter writer)
    {
        (_store, _context, Journal, _writer) = (store, context, journal, writer);
        _signals = new(context.Setup.Channels, context.Setup.Wiring, context.Setup.Others);
        _scorer = new(context.Paper);
        Session = new(context.Paper);
        (_committed, _began) = (context.Now, context.Now);
    }

    public JournalId Journal { get; }

    public Paper Paper => _context.Paper;

    /// <summary>State of the exam, as far as it is recorded.</summary>
    public ExamSession Session { get; }

    /// <summary>When the examined time began.</summary>
    public MonotonicTick? Started { get; private set; }

    /// <summary>What is certain of the score by now. Between the end of the examined time and its settling it stands still:
    /// asking the scorer then would close the evidence before all of it is in, and no replay would find the same sheet.</summary>
    public LiveScore Live => _endedIn is null || IsSettled ? _live = _scorer.Live : _live;

    /// <summary>Whether all evidence of the examined time is in. Nothing more can come of a boot that is over.</summary>
    public bool IsSettled => _endedIn is { } boot && (boot != _context.Boot || (_scorer.SettlesAt is { } at && _context.Now > at));

    /// <summary>Whether the journal is sealed.</summary>
    public bool IsOver => Session.Phase == SessionPhase.Sealed;

    /// <summary>Why nothing can be recorded now; null while all is well.</summary>
    public StorageFault? Fault => _writer.Fault;

    /// <summary>Begins the journal of a part; the opening is on disk when this returns without a fault.</summary>
    public static StorageFault? Open(
        JournalStore store, PartContext context, JournalId journal, Opened opened, IEnumerable<Entry> rest, out PartRecorder? part)
    {
        part = null;
        var now = context.Now;
        ImmutableArray<StampedEntry> first = [.. rest.Prepend(opened).Append(context.WallClock.Read()).Select(entry => new StampedEntry(now, entry))];
        if (store.Create(journal, first, out var writer, out var blocks) is { } fault)
            return fault;
        part = new(store, context, journal, writer!) { _anchored = now };
        part.Fold(blocks);
        return null;
    }

    /// <summary>Takes up a part that lies unfinished on disk.</summary>
    public static StorageFault? Resume(JournalStore store, PartContext context, JournalId journal, out PartRecorder? part)
    {
        part = null;
        if (store.Resume(journal, keep: null, out var recovered, out var writer) is { } fault)
            return fault;
        part = new(store, context, journal, writer!);
        foreach (var recorded in recovered!.Reading.Entries)
            part.Fold(recorded);
        return part.Continue(InterruptionCause.RecorderStopped, recovered);
    }

    /// <summary>Takes a report of a device. While the disk fails nothing is kept: the next epoch begins with nothing known.</summary>
    public void Take(DeviceReport report)
    {
        if (Fault is null)
            _signals.Take(report);
    }

    /// <summary>The examined time stands still from the moment at which the emergency stop is seen; whoever is assigned lets it go on.</summary>
    public void StopFor(LiveSignals live)
    {
        if (Fault is null && Session.Phase is SessionPhase.Running or SessionPhase.Interrupted
            && !Session.OpenInterruptions.Contains(InterruptionCause.EmergencyStop)
            && live.StateOf(Arming.EmergencyStopSignal, _context.Now) == SwitchState.On)
        {
            Record(new Interrupted(InterruptionCause.EmergencyStop, Arming.EmergencyStopSignal));
        }
    }

    /// <summary>Records a human act, at once: it is on disk, or it does not count.</summary>
    public Answer Record(Entry act)
    {
        if (Unsayable(act, _context.Now) is { } unsayable)
            return unsayable;
        if (act is SubjectEnded { By: SubjectEnded.ByStation })
            return Refused.For(new(RefusalReason.NotAssigned, SubjectEnded.ByStation)); // nobody acts in the station's name
        if (Session.Refuses(act) is { } refusal)
            return refusal.Reason == RefusalReason.AlreadyRecorded ? new Done(Journal, Again: true) : Refused.For(refusal);
        if (Fault is { } spent)
            return new NotRecorded(spent);
        var now = _context.Now;
        if (act is SubjectEnded { Reason: EndReason.TimeUp } && !IsTimeUp(now))
            return new Refused("part.timeNotUp", $"{Session.Remaining(now).TotalSeconds:0} s");
        if (act is SubjectStarted && NotYetSeen(now) is { } unseen)
            return new Refused("part.signalsNotYet", unseen);
        if (act is SubjectStarted && _signals.OtherRig is { } other)
            return new Refused("rig.otherCurrent", other);
        GatherSignals(now);
        Wait(new(now, act));
        return Commit(now) is { } fault ? new NotRecorded(fault) : new Done(Journal);
    }

    /// <summary>Puts the score sheet on record for signature.</summary>
    /// <param name="by">Who puts it up; in an exam somebody must.</param>
    public Answer Conclude(string? by = null)
    {
        if (Session.Phase >= SessionPhase.Concluded)
            return new Done(Journal, Again: true);
        if (!IsSettled)
            return new Refused("part.notSettled", "");
        if (Tick(force: true) is { } fault)
            return new NotRecorded(fault); // what the devices said last comes before the sheet, as in every replay
        if (_scorer.Conclude() is not ScoreSheet sheet)
            return new Refused("part.notScored", "");
        if (!sheet.IsComplete && Session.State != SessionState.Aborted)
            return new Refused([.. sheet.Pending.Select(id => new Reason("part.decisionMissing", id))]);
        var json = sheet.ToCanonicalJson();
        return Record(new Concluded(json, Hash256.Of(json)) { By = by });
    }

    /// <summary>Closes the journal under one root. Nothing can follow.</summary>
    /// <param name="by">Who seals; in an exam somebody must.</param>
    public Answer Seal(string? by = null)
    {
        if (IsOver)
            return new Done(Journal, Again: true);
        if (Session.Phase != SessionPhase.Concluded)
            return Refused.For(Session.Refuses(new Sealed(default, default, 0, 0, []))!);
        if (_scorer.Conclude() is not ScoreSheet sheet)
            return new Refused("part.notScored", "");
        if (Tick(force: true) is { } fault)
            return new NotRecorded(fault);
        if (_store.RootOf(Journal, out var root, out var blocks) is { } unread)
            return new NotRecorded(unread);
        return Record(new Sealed(sheet.Hash, root, blocks, 0, []) { By = by });
    }

    /// <summary>Once in a while: ends the examined time when it is up, closes a block over what the devices said, or tries to go on after a storage fault.</summary>
    public StorageFault? Tick(bool force = false)
    {
        var now = _context.Now;
        if (Fault is null && IsTimeUp(now))
            return EndByTime(now);
        if (!force && now - _committed < _context.Setup.Limits.BlockPeriod)
            return null;
        if (IsOver)
            return null;
        if (_writer.Fault is not null)
            return GoOn();
        GatherSignals(now);
        if (now - _anchored >= _context.Setup.Limits.AnchorPeriod)
            Anchor(now);
        return Commit(now);
    }

    public void Dispose() => _writer.Dispose();

    /// <summary>Whatever the task judges must stand in this epoch's record, delays included, before the examined time begins:
    /// otherwise nobody could say what the first second held.</summary>
    private string? NotYetSeen(MonotonicTick now)
    {
        foreach (var channel in _context.Setup.Channels.Channels.Where(channel => Session.Task?.Needs.Contains(channel.Signal) == true))
        {
            if (now - _began < channel.Delay.Max + channel.Refresh.Max + (channel.Period * 2.5))
                return channel.Signal;
        }

        return null;
    }

    private bool IsTimeUp(MonotonicTick now) =>
        Session.Phase is SessionPhase.Running or SessionPhase.Interrupted && Session.Remaining(now) <= TimeSpan.Zero;

    /// <summary>The station's own act, tried at each tick until the disk has it. Its command follows from the part: there is one in each.</summary>
    private StorageFault? EndByTime(MonotonicTick now)
    {
        var command = new CommandId(new Guid(Hash256.Of([.. Journal.Value.ToByteArray(), .. "time up"u8]).ToArray().AsSpan(0, 16)));
        GatherSignals(now);
        Wait(new(now, new SubjectEnded(command, SubjectEnded.ByStation, EndReason.TimeUp)));
        return Commit(now);
    }

    /// <summary>Null, or why an entry made of what people sent cannot stand in a journal.</summary>
    internal static Refused? Unsayable(Entry entry, MonotonicTick now, int longest = JournalWriter.LongestEntry) =>
        !JournalWriter.CanSay(new(now, entry), out var length) ? new("act.notText", entry.GetType().Name)
        : length > longest ? new("act.tooLong", entry.GetType().Name)
        : null;

    private StorageFault? GoOn()
    {
        _committed = _context.Now;
        var durable = _writer.Next;
        if (_store.Resume(Journal, durable, out var recovered, out var writer) is { } fault)
            return fault;
        _writer.Dispose();
        _writer = writer!;
        return Continue(InterruptionCause.StorageFault, recovered!);
    }

    private StorageFault? Continue(InterruptionCause cause, RecoveredJournal recovered)
    {
        _signals = new(_context.Setup.Channels, _context.Setup.Wiring, _context.Setup.Others);
        var now = _context.Now;
        _began = now;
        Wait(new(now, new Resumed(cause, recovered.DroppedBytes, recovered.Detail)));
        if (Session.Phase == SessionPhase.Running && _recordedIn != _context.Boot)
            Wait(new(now, new Interrupted(InterruptionCause.PowerLost, ""))); // nobody knows what the booth did meanwhile: an examiner looks first
        Anchor(now);
        return Commit(now);
    }

    private void Anchor(MonotonicTick now)
    {
        _anchored = now;
        Wait(new(now, _context.WallClock.Read()));
    }

    private void GatherSignals(MonotonicTick now)
    {
        _signals.Advance(now);
        foreach (var entry in _signals.Drain())
            Wait(entry);
    }

    private void Wait(StampedEntry entry) => _writer.Add(entry);

    private StorageFault? Commit(MonotonicTick now)
    {
        _committed = now;
        if (_store.Commit(_writer, out var blocks) is { } fault)
            return fault;
        Fold(blocks);
        return null;
    }

    /// <summary>Folds what a reader of the file will read.</summary>
    private void Fold(ImmutableArray<EncodedBlock> blocks)
    {
        foreach (var block in blocks)
        {
            foreach (var entry in block.Block.Entries)
                Fold(new Recorded(block.Block.Epoch, _context.Boot, entry.At, entry.Entry));
        }
    }

    private void Fold(Recorded recorded)
    {
        if (recorded.Entry is SubjectEnded && _endedIn is null)
        {
            _live = _scorer.Live;
            _endedIn = recorded.Boot;
        }

        _recordedIn = recorded.Boot;
        Session.Take(recorded);
        _context.Told(recorded.Entry);
        if (recorded.Entry is SubjectStarted)
            Started = recorded.Boot == _context.Boot ? recorded.At : null;
        _scorer.Take(recorded);
    }
}

/// <summary>What a part needs of its surroundings.</summary>
public sealed record PartContext(StationSetup Setup, Paper Paper, BootId Boot, IWallClock WallClock, TimeProvider Clock)
{
    /// <summary>Hears every entry of the part that the disk has confirmed, in order; those of a part taken up again too.</summary>
    public Action<Entry> Told { get; init; } = _ => { };

    public MonotonicTick Now => MonotonicTick.Now(Clock);
}
