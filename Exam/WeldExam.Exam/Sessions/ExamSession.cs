using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Sessions;

/// <summary>The state of one part as a fold of its journal, live and after a crash alike. <see cref="Refuses"/> tells before anything
/// is recorded whether it may be.</summary>
public sealed class ExamSession(Paper paper)
{
    private readonly Dictionary<CommandId, Entry> _commands = [];
    private readonly HashSet<InterruptionCause> _open = [];
    private readonly Dictionary<int, SwitchState> _inputs = [];
    private readonly Dictionary<string, bool> _devices = [];
    private readonly List<Assignee> _staff = [];
    private readonly Dictionary<(string By, string Item, string? Deduction), Marked> _marks = [];
    private readonly List<Overridden> _overrides = [];
    private readonly List<SessionSignature> _signatures = [];
    private readonly ExaminedClock _clock = new();
    private readonly ExaminedClock _still = new();
    private readonly List<Standstill> _standstills = [];
    private int _epoch = -1;

    public Paper Paper => paper;

    public Opened? Opened { get; private set; }

    public PartOpening? Part => Opened?.Part;

    public PaperTask? Task => Part is { } part ? paper.Task(part.Task) : null;

    public SessionPhase Phase { get; private set; }

    /// <summary>Where the part stands, in full: <see cref="SessionTable"/> says what may follow.</summary>
    public SessionState State => Phase switch
    {
        SessionPhase.NotOpened => SessionState.NotOpened,
        SessionPhase.Preparing => Identity is not { IsAccepted: true } ? SessionState.CheckedIn : Examiners < Math.Max(1, paper.RequiredExaminers) ? SessionState.Identified : SessionState.Assigned,
        SessionPhase.Running => SessionState.InSubject,
        SessionPhase.Interrupted => _open is { Count: 1 } && _open.Contains(InterruptionCause.Paused) ? SessionState.Paused : SessionState.Interrupted,
        SessionPhase.Ended => WasStarted ? SessionState.Marking : SessionState.Aborted,
        SessionPhase.Concluded => SessionState.Signing,
        SessionPhase.Sealed => Void is null ? SessionState.Sealed : SessionState.Voided,
        _ => throw new InvalidOperationException($"{Phase} is no phase"),
    };

    /// <summary>Whether the examined time ever began. A part that ended before is aborted: no candidate signs it.</summary>
    public bool WasStarted { get; private set; }

    /// <summary>The seal; null before.</summary>
    public Sealed? Seal { get; private set; }

    /// <summary>Why the centre took the part out of account; null when it did not, as far as this fold was told.</summary>
    public Voided? Void { get; private set; }

    /// <summary>Each time the examined time stood still, in order, the causes apart.</summary>
    public IReadOnlyList<Standstill> Standstills => _standstills;

    /// <summary>The latest verdict on the candidate's identity.</summary>
    public IdentityChecked? Identity { get; private set; }

    /// <summary>The latest check of the reset list.</summary>
    public StartState? StartState { get; private set; }

    public EndReason? EndReason { get; private set; }

    /// <summary>The sheet that lies for signature.</summary>
    public Concluded? Sheet { get; private set; }

    public IReadOnlyCollection<InterruptionCause> OpenInterruptions => _open;

    public IReadOnlyList<Assignee> Staff => _staff;

    /// <summary>The last known state of each switched input, by channel.</summary>
    public IReadOnlyDictionary<int, SwitchState> Inputs => _inputs;

    /// <summary>The last known state of an input by its signal; null where the station has no such input.</summary>
    public SwitchState? InputOf(string signal) => Part?.Channels.FirstOrDefault(channel => channel.Signal == signal) is { } channel ? _inputs.GetValueOrDefault(channel.Id) : null;

    /// <summary>Whether each device answers, by name; absent before it was heard of.</summary>
    public IReadOnlyDictionary<string, bool> Devices => _devices;

    /// <summary>The marks that stand, one per examiner, item and deduction.</summary>
    public IReadOnlyCollection<Marked> Marks => _marks.Values;

    public IReadOnlyList<Overridden> Overrides => _overrides;

    public IReadOnlyList<SessionSignature> Signatures => _signatures;

    /// <summary>Whether that act is on record already: the same command sent again.</summary>
    public bool Knows(CommandId command) => _commands.ContainsKey(command);

    /// <summary>The act that was recorded under a command; null when there is none.</summary>
    internal Entry? ActOf(CommandId command) => _commands.GetValueOrDefault(command);

    /// <summary>Examined time so far, without interruptions.</summary>
    /// <param name="now">On the clock of the present boot.</param>
    public TimeSpan Examined(MonotonicTick now) => _clock.Elapsed(now);

    /// <summary>How long the examined time has stood still since the start, as far as the box was there to see: what passed while it was dead is not known.</summary>
    /// <param name="now">On the clock of the present boot.</param>
    public TimeSpan StoodStill(MonotonicTick now) => _still.Elapsed(now);

    /// <summary>How many of the staff may mark.</summary>
    public int Examiners => _staff.Where(person => SessionTable.Allows(person.Role, SessionAct.Mark)).Select(person => person.Id).Distinct().Count();

    /// <summary>Examined time left; negative when the time is up.</summary>
    /// <param name="now">On the clock of the present boot.</param>
    public TimeSpan Remaining(MonotonicTick now) => (Part is { } part ? Task?.TimeLimitIn(part.Form) ?? TimeSpan.Zero : TimeSpan.Zero) - Examined(now);

    /// <summary>Conditions of the paper's reset list that are missing or do not hold.</summary>
    public ImmutableArray<string> OpenStartConditions => Task is not { } task ? [] : [.. task.StartState
        .Where(condition => StartState is null || !StartState.Conditions.Any(c => c.Condition == condition.Id && c.Holds && (c.TickedBy is not null || condition.Sensed is not null)))
        .Select(condition => condition.Id)];

    /// <summary>Why <paramref name="entry"/> may not be recorded now; null when it may.</summary>
    public Refusal? Refuses(Entry entry) => SessionRules.Refuse(this, entry);

    /// <summary>Takes the next entry of the journal, in the journal's order.</summary>
    public void Take(in Recorded recorded)
    {
        if (_epoch >= 0 && recorded.Epoch != _epoch)
        {
            _clock.BreakOff(recorded.At);
            _still.BreakOff(recorded.At);
        }

        _epoch = recorded.Epoch;
        _clock.Advance(recorded.At);
        _still.Advance(recorded.At);
        if (CommandOf(recorded.Entry) is { } command)
            _commands.TryAdd(command, recorded.Entry);
        Fold(recorded);
    }

    internal static CommandId? CommandOf(Entry entry) => entry switch
    {
        SubjectStarted act => act.Command,
        SubjectEnded act => act.Command,
        Marked act => act.Command,
        Overridden act => act.Command,
        Signed act => act.Command,
        SignedWithObjection act => act.Command,
        RefusedToSign act => act.Command,
        OutputSet act => act.Command,
        _ => null,
    };

    private void Fold(in Recorded recorded)
    {
        switch (recorded.Entry)
        {
            case Opened opened:
                (Opened, Phase) = (opened, SessionPhase.Preparing);
                break;
            case Assigned assigned:
                _staff.Clear();
                _staff.AddRange(assigned.Staff);
                break;
            case IdentityChecked identity:
                Identity = identity;
                break;
            case StartState state:
                StartState = state;
                break;
            case SubjectStarted:
                (Phase, WasStarted) = (SessionPhase.Running, true);
                foreach (var cause in _open.Order())
                    Stand(cause, "", recorded); // was open before the start
                Pause(recorded.At);
                break;
            case SubjectEnded ended:
                (Phase, EndReason) = (SessionPhase.Ended, ended.Reason);
                _clock.Stop(recorded.At);
                _still.Stop(recorded.At);
                break;
            case Concluded concluded:
                (Phase, Sheet) = (SessionPhase.Concluded, concluded);
                break;
            case Sealed seal:
                (Phase, Seal) = (SessionPhase.Sealed, seal);
                break;
            case Voided voided when Phase == SessionPhase.Sealed && voided.MerkleRoot == Seal?.MerkleRoot:
                Void ??= voided;
                break;
            case Interrupted interrupted:
                _open.Add(interrupted.Cause);
                Stand(interrupted.Cause, interrupted.Detail, recorded);
                Pause(recorded.At);
                break;
            case Resumed resumed:
                GoOn(resumed, recorded);
                Pause(recorded.At);
                break;
            default:
                FoldSmall(recorded.Entry);
                break;
        }
    }

    private void FoldSmall(Entry entry)
    {
        switch (entry)
        {
            case InputChanged change:
                _inputs[change.Channel] = change.State;
                break;
            case DeviceStateChanged change:
                _devices[change.Device] = change.Answering;
                break;
            case Marked { Kind: MarkKind.Withdraw } mark:
                _marks.Remove((mark.By, mark.Item, mark.Deduction));
                break;
            case Marked mark:
                _marks[(mark.By, mark.Item, mark.Deduction)] = mark;
                break;
            case Overridden overridden:
                _overrides.Add(overridden);
                break;
            case Signed signed:
                _signatures.Add(new(signed.Role, signed.By, SignatureKind.Signed));
                break;
            case SignedWithObjection signed:
                _signatures.Add(new(signed.Role, signed.By, SignatureKind.WithObjection));
                break;
            case RefusedToSign refused:
                _signatures.Add(new(refused.Role, refused.By, SignatureKind.Refused));
                break;
        }
    }

    private void Pause(MonotonicTick at)
    {
        if (Phase is not (SessionPhase.Running or SessionPhase.Interrupted))
            return;
        Phase = _open.Count == 0 ? SessionPhase.Running : SessionPhase.Interrupted;
        var (goes, rests) = Phase == SessionPhase.Running ? (_clock, _still) : (_still, _clock);
        rests.Stop(at);
        goes.Run(at);
    }

    private void Stand(InterruptionCause cause, string detail, in Recorded recorded)
    {
        if (Phase is SessionPhase.Running or SessionPhase.Interrupted && !_standstills.Exists(stood => stood.Cause == cause && !stood.IsOver))
            _standstills.Add(new(cause, detail, recorded.Boot, recorded.At, null, null));
    }

    private void GoOn(Resumed resumed, in Recorded recorded)
    {
        if (!_open.Remove(resumed.Cause))
            return;
        var last = _standstills.FindLastIndex(stood => stood.Cause == resumed.Cause);
        if (last >= 0 && !_standstills[last].IsOver)
            _standstills[last] = _standstills[last].Until(resumed.Detail, recorded);
    }
}

/// <summary>How somebody answered to the sheet.</summary>
public sealed record SessionSignature(Signatory Role, string By, SignatureKind Kind);

public enum SignatureKind
{
    Signed,
    WithObjection,
    Refused,
}
