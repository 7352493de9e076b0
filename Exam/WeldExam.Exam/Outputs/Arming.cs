using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Outputs;

/// <summary>Whether the arming contactor may be on: a fold of what a station records, and a rule for its next order. Ordered on only within an
/// identified K2 part. Emergency stop, over-current, a contactor that dropped and a restart lock it until an examiner re-arms with a reason.
/// A running arc is never cut by it.</summary>
public sealed class Arming
{
    public const string Contactor = "contactor";
    public const string EmergencyStopSignal = "estop";
    public const string OverCurrentSignal = "over_current";

    private const string WeldingSubject = "K2";

    /// <summary>How long after the part an arc that nobody can see may still be burning: twice the longest run that papers allow to be finished.</summary>
    public static readonly TimeSpan LongestUnseenArc = TimeSpan.FromSeconds(60);

    private readonly HashSet<CommandId> _commands = [];
    private readonly Dictionary<int, string> _signals = [];
    private bool _isWelding;
    private bool _isIdentified;
    private bool _wasOn;
    private MonotonicTick? _overSince;

    /// <summary>Why the contactor may not be switched on; null when nothing locks it. A program that begins is locked.</summary>
    public OutputCause? Lock { get; private set; } = OutputCause.Started;

    /// <summary>The state ordered last; unknown before the first order.</summary>
    public SwitchState Ordered { get; private set; }

    /// <summary>Whether a K2 part of an identified candidate is open.</summary>
    public bool IsInIdentifiedPart => _isWelding && _isIdentified;

    /// <summary>Whether that act was taken before.</summary>
    public bool Knows(CommandId command) => _commands.Contains(command);

    /// <summary>Takes the station's next entry, whichever of its journals it stands in.</summary>
    public void Take(Entry entry)
    {
        switch (entry)
        {
            case Opened opened:
                Open(opened.Part);
                break;
            case IdentityChecked check:
                _isIdentified = check.IsAccepted;
                break;
            case SubjectEnded or Sealed:
                _isWelding = false;
                break;
            case InputChanged { State: SwitchState.On } change when _signals.TryGetValue(change.Channel, out var signal):
                Lock = signal == EmergencyStopSignal ? OutputCause.EmergencyStop : OutputCause.OverCurrent;
                break;
            case Resumed { Cause: InterruptionCause.RecorderStopped }:
                Restart();
                break;
            case OutputSet { Output: Contactor } set:
                Take(set);
                break;
        }
    }

    /// <summary>The next order, to be recorded, taken and carried out; null when all is as it should be. Never one that energises while
    /// the emergency stop cannot be read.</summary>
    public OutputSet? Decide(ArmingSight sight)
    {
        _wasOn = Ordered == SwitchState.On && (_wasOn || sight.Contactor == SwitchState.On);
        if (sight.EmergencyStop == SwitchState.On && Lock != OutputCause.EmergencyStop)
            return Off(sight, OutputCause.EmergencyStop);
        if (sight.OverCurrent == SwitchState.On && Lock is not (OutputCause.EmergencyStop or OutputCause.OverCurrent))
            return Off(sight, OutputCause.OverCurrent);
        if (Lock is { } cause)
            return Ordered == SwitchState.On ? Off(sight, cause) : null;
        if (_wasOn && sight.Contactor == SwitchState.Off)
            return Off(sight, OutputCause.Dropped);
        if (IsInIdentifiedPart)
        {
            _overSince = null;
            var isClear = sight is { EmergencyStop: SwitchState.Off, OverCurrent: SwitchState.Off };
            return Ordered != SwitchState.On && isClear
                ? new(Contactor, SwitchState.On, sight.Contactor, OutputCause.PartIdentified, "", "", null)
                : null;
        }

        if (Ordered != SwitchState.On)
            return null;
        _overSince ??= sight.Now;
        var mayBurn = sight.Arc == SwitchState.On || (sight.Arc == SwitchState.Unknown && sight.Now - _overSince < LongestUnseenArc);
        return mayBurn ? null : Off(sight, OutputCause.PartOver);
    }

    /// <summary>An examiner's act that lifts the lock; it orders nothing by itself. Null while the stop is pressed, tripped or cannot be read,
    /// or without a name and a reason.</summary>
    public static OutputSet? Rearm(CommandId command, string by, string reason, ArmingSight sight) =>
        sight is { EmergencyStop: SwitchState.Off, OverCurrent: SwitchState.Off } && !string.IsNullOrWhiteSpace(by) && !string.IsNullOrWhiteSpace(reason)
            ? new(Contactor, SwitchState.Off, sight.Contactor, OutputCause.Rearmed, by, reason, command)
            : null;

    private static OutputSet Off(ArmingSight sight, OutputCause cause) => new(Contactor, SwitchState.Off, sight.Contactor, cause, "", "", null);

    private void Open(PartOpening? part)
    {
        if (part is null)
            return; // a station's day
        (_isWelding, _isIdentified) = (part.Subject == WeldingSubject, false);
        _signals.Clear();
        foreach (var channel in part.Channels.Where(channel => channel.Signal is EmergencyStopSignal or OverCurrentSignal))
            _signals[channel.Id] = channel.Signal;
    }

    /// <summary>The real output is read before anything is ordered: one that was on and still is, holds; <see cref="Decide"/> finds one that dropped.</summary>
    private void Restart()
    {
        _wasOn = Ordered == SwitchState.On;
        if (!_wasOn)
            Lock ??= OutputCause.Started;
    }

    private void Take(OutputSet set)
    {
        if (set.Command is { } command)
            _commands.Add(command);
        switch (set.Cause)
        {
            case OutputCause.EmergencyStop or OutputCause.OverCurrent or OutputCause.Started or OutputCause.Dropped:
                Lock = set.Cause;
                break;
            case OutputCause.Rearmed when set.By.Length > 0 && set.Reason.Length > 0:
                Lock = null;
                break;
            case OutputCause.PartIdentified when IsInIdentifiedPart:
                Lock = null; // on record it was free then
                break;
        }

        if (set.Wanted != SwitchState.Unknown)
            Ordered = set.Wanted;
        if (Ordered != SwitchState.On)
            (_wasOn, _overSince) = (false, null);
    }
}
