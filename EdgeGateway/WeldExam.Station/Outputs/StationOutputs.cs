using System.Collections.Immutable;
using System.Threading.Channels;
using WeldExam.Drivers.Outputs;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Outputs;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Flow;
using Channel = System.Threading.Channels.Channel;

namespace WeldExam.Station.Outputs;

/// <summary>A station's outputs: what they are ordered, what they read, and whether the contactor is locked. Every order is on record before it goes
/// out; one that energises goes out only if it is.</summary>
/// <param name="names">The outputs that the station has.</param>
/// <param name="table">Its signals.</param>
public sealed class StationOutputs(ImmutableArray<string> names, ChannelTable table)
{
    // Only changes go through; a box whose keeper took none for so long would show every one of them as a fault.
    private readonly Channel<OutputOrder> _orders = Channel.CreateBounded<OutputOrder>(
        new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Dictionary<string, OutputState> _states = names.ToDictionary(name => name, name => new OutputState(name, null, SwitchState.Unknown, "not read yet"));

    /// <summary>What goes out to the wires.</summary>
    public ChannelReader<OutputOrder> Orders => _orders.Reader;

    /// <summary>Signals by which current goes: one for each rig.</summary>
    public ImmutableArray<string> Currents { get; init; } = [Rig.CurrentSignal];

    public Arming Arming { get; } = new();

    public bool HasContactor => names.Contains(Arming.Contactor);

    public IEnumerable<OutputState> States => names.Select(name => _states[name]);

    /// <summary>What stands against a welding part.</summary>
    public IEnumerable<Reason> Reasons
    {
        get
        {
            if (HasContactor && Arming.Lock is { } cause)
                yield return new("arming.locked", cause.ToString());
            foreach (var state in States.Where(state => state.Fault.Length > 0))
                yield return new("output.fault", $"{state.Output}: {state.Fault}");
        }
    }

    /// <summary>Takes what was read back and records what changed. A contactor that cannot be reached in the examined time interrupts it;
    /// the contactor itself holds.</summary>
    public void Take(DeviceReport told, ExamSession? session, Func<Entry, bool> record)
    {
        if (told is not OutputReport report || !_states.TryGetValue(report.Output, out var before))
            return;
        var reading = report.Reading;
        var fault = reading.Quality != Quality.Good
            ? $"{reading.Quality}: {reading.Cause}"
            : report.Ordered is { } wanted && reading.Seen != (wanted ? SwitchState.On : SwitchState.Off) ? $"ordered {(wanted ? "on" : "off")}, reads {reading.Seen}" : "";
        var after = before with { Seen = reading.Seen, Fault = fault };
        _states[report.Output] = after;
        var isContactor = report.Output == Arming.Contactor;
        if (after.Fault == before.Fault && (!isContactor || after.Seen == before.Seen))
            return;
        record(new OutputSet(report.Output, SwitchState.Unknown, reading.Seen, OutputCause.ReadBack, "", fault, null));
        if (isContactor && Arming.Ordered == SwitchState.On && reading.Quality != Quality.Good && session is { Phase: SessionPhase.Running })
            record(new Interrupted(InterruptionCause.DeviceFault, $"{report.Device}: {fault}"));
    }

    /// <summary>What is seen of the booth now.</summary>
    public ArmingSight Sight(LiveSignals live, MonotonicTick now) => new(
        now,
        live.StateOf(Arming.EmergencyStopSignal, now),
        table.Find(Arming.OverCurrentSignal) is null ? SwitchState.Off : live.StateOf(Arming.OverCurrentSignal, now),
        ArcOf(live, now),
        HasContactor ? _states[Arming.Contactor].Seen : SwitchState.Unknown);

    /// <summary>Decides, records, orders.</summary>
    /// <param name="live">What the devices say.</param>
    /// <param name="session">The open part; null without one.</param>
    /// <param name="now">The box's clock.</param>
    /// <param name="record">Puts an entry on record; false when the disk did not take it.</param>
    public void Advance(LiveSignals live, ExamSession? session, MonotonicTick now, Func<Entry, bool> record)
    {
        if (HasContactor && Arming.Decide(Sight(live, now)) is { } order)
        {
            var isOnRecord = record(order);
            if (isOnRecord || order.Wanted == SwitchState.Off)
            {
                Arming.Take(order);
                Send(new(Arming.Contactor, order.Wanted == SwitchState.On ? OutputPattern.On : OutputPattern.Off));
            }
        }

        var isStopped = session is { EndReason: EndReason.Stopped, Phase: < SessionPhase.Sealed }
            || (HasContactor && Arming.Lock is OutputCause.EmergencyStop or OutputCause.OverCurrent);
        foreach (var wanted in BoothSignals.Of(session?.Phase, session?.Remaining(now) ?? TimeSpan.Zero, isStopped))
        {
            if (!_states.TryGetValue(wanted.Output, out var state) || state.Pattern == wanted.Pattern)
                continue;
            record(new OutputSet(
                wanted.Output, wanted.Pattern == OutputPattern.Off ? SwitchState.Off : SwitchState.On, state.Seen, OutputCause.Signal, "", wanted.Pattern.ToString(), null));
            Send(wanted); // a light that is not on record still warns
        }
    }

    /// <summary>The entry of an examiner's re-arming, or why it is refused.</summary>
    public (OutputSet? Entry, Reason? Refusal) Rearm(CommandId command, string by, string reason, LiveSignals live, ExamSession? session, MonotonicTick now)
    {
        if (!HasContactor)
            return (null, new("arming.noContactor", ""));
        if (string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(reason))
            return (null, new("arming.reasonMissing", ""));
        if (session is not null && !session.Staff.Any(person => person.Id == by))
            return (null, new("act.notAssigned", by));
        if (Arming.Lock is null)
            return (null, new("arming.notLocked", ""));
        return Arming.Rearm(command, by, reason, Sight(live, now)) is { } entry ? (entry, null) : (null, new("arming.stopPressed", ""));
    }

    private void Send(OutputOrder order)
    {
        if (_states.TryGetValue(order.Output, out var state))
            _states[order.Output] = state with { Pattern = order.Pattern };
        _orders.Writer.TryWrite(order);
    }

    private SwitchState ArcOf(LiveSignals live, MonotonicTick now)
    {
        var states = Currents.Select(signal => StateOf(signal, live, now)).ToList();
        return states.Contains(SwitchState.On) ? SwitchState.On : states.Count == 0 || states.Contains(SwitchState.Unknown) ? SwitchState.Unknown : SwitchState.Off;
    }

    private SwitchState StateOf(string signal, LiveSignals live, MonotonicTick now) =>
        table.Find(signal) is { } channel && live.Of(channel, now) is var value ? OtherRigs.StateOf(channel, value.Value, value.Quality) : SwitchState.Unknown;
}
