using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Scores;

/// <summary>Follows the measured side of one part: entries in, a verdict for every check of the task out.</summary>
internal sealed class PartEvidence : ITimelineReader
{
    private readonly JournalAxis _axis;
    private readonly PartOpening _opening;
    private readonly StationSignals _signals;
    private readonly SignalTimeline _timeline;
    private readonly EntryOrder _order = new();
    private readonly RuleMonitor[][] _byTrack;
    private readonly IReadOnlyList<ArcRecord> _arcs;
    private readonly HashSet<RuleMonitor> _woken = [];
    private readonly List<(Deduction Deduction, RuleTrace Trace)> _traces = [];
    private readonly SampleTap? _tap;
    private long _now = long.MinValue;
    private long _end = long.MaxValue;
    private readonly List<(string Id, Rule Rule, RuleMonitor Monitor)> _checks = [];
    private readonly PaperTask _task;
    private readonly HashSet<InterruptionCause> _open = [];
    private readonly HashSet<string> _overdue = [];
    private readonly HashSet<string> _calibrated;
    private ImmutableDictionary<string, Verdict>? _verdicts;
    private bool _hasDay;
    private long _start;
    private bool _begun;

    /// <param name="paper">The paper.</param>
    /// <param name="task">The task that the part is about.</param>
    /// <param name="opening">What the part was opened with.</param>
    /// <param name="axis">The journal's time.</param>
    /// <param name="explained">An item or a deduction whose checks are to be explained.</param>
    public PartEvidence(Paper paper, PaperTask task, PartOpening opening, JournalAxis axis, string? explained = null)
    {
        (_axis, _opening, _task) = (axis, opening, task);
        _signals = new(paper, task, opening);
        _calibrated = [.. opening.Channels.Where(channel => channel.CalibrationDue is not null).Select(channel => channel.Signal)];
        var compiler = new RuleCompiler(_signals.Leaf, _signals.Basis, axis.UncertaintyBetween);
        foreach (var deduction in task.Items.SelectMany(item => item.Deductions))
        {
            if (deduction.Check is { } rule)
                _checks.Add((deduction.Id, rule, compiler.Compile(rule)));
        }

        foreach (var conflict in task.Conflicts)
            _checks.Add((conflict.Id, conflict.Check, compiler.Compile(conflict.Check)));
        foreach (var (item, deduction) in task.Items.SelectMany(item => item.Deductions.Select(deduction => (item, deduction))))
        {
            if (deduction.Check is { } rule && explained is not null && (explained == item.Id || explained == deduction.Id))
                _traces.Add((deduction, new(rule, compiler)));
        }

        if (_traces.Count > 0)
            _tap = new(_traces.SelectMany(trace => SignalNames.Of(trace.Deduction.Check!)).Select(_signals.Channel).OfType<Channel>().Where(channel => channel.Kind == ChannelKind.Analog));
        _byTrack = [.. Enumerable.Range(0, _signals.Tracks.Count).Select(track => Monitors().Where(monitor => monitor.Reads(track)).ToArray())];
        _arcs = compiler.Arcs;
        if (_signals.Held is { } held)
            held.IsWanted = compiler.IsHoldWanted;
        _timeline = new(_signals.Tracks, _signals.Held, this);
    }

    /// <summary>Whether a check can no longer change.</summary>
    public Outcome Decided(string id)
    {
        foreach (var check in _checks)
        {
            if (check.Id == id)
                return _begun && SignalNames.Of(check.Rule).All(IsTrusted) ? check.Monitor.Decided(_timeline.Reached) : Outcome.Unknown;
        }

        return Outcome.Unknown;
    }

    /// <param name="placed">The next entry.</param>
    /// <param name="now">The latest moment the journal has reached with it.</param>
    /// <param name="end">End of the examined time, once it is known.</param>
    public void Take(in Placed placed, long now, long? end)
    {
        _order.Add(placed);
        _now = now;
        _end = end ?? long.MaxValue;
        _order.Release(now - EntryOrder.Wait, Take);
        _timeline.Advance(now - EntryOrder.Wait, _end);
    }

    /// <summary>The recorder stopped, and what follows is another start's: it never comes before what this one wrote.</summary>
    public void BreakOff(long from)
    {
        _order.Release(long.MaxValue, Take);
        _signals.BreakOff(from);
    }

    /// <summary>The verdict of every check. What comes later no longer counts.</summary>
    public ImmutableDictionary<string, Verdict> Conclude(long end)
    {
        if (_verdicts is not null)
            return _verdicts;
        _order.Release(long.MaxValue, Take);
        _timeline.Advance(_now, _end);
        _signals.Finish(end);
        _timeline.Finish(end);
        if (_begun)
            _traces.ForEach(trace => trace.Trace.Conclude(end));
        var findings = _checks.ToDictionary(check => check.Id, check => _begun ? check.Monitor.Conclude(end) : new Finding(Outcome.Unknown, []));
        var doubted = _task.Conflicts.Where(c => Cause(c.Check, []) == UnknownCause.None && findings[c.Id].Outcome == Outcome.No).SelectMany(c => c.Doubts).ToHashSet();
        var conflicts = _task.Conflicts.Select(conflict => conflict.Id).ToHashSet();
        return _verdicts = _checks.ToImmutableDictionary(
            check => check.Id,
            check => ToVerdict(findings[check.Id], Cause(check.Rule, conflicts.Contains(check.Id) ? [] : doubted)));
    }

    /// <summary>The checks that were to be explained; empty before the verdicts are there.</summary>
    public ImmutableArray<Explanation> Explain()
    {
        if (_verdicts is not { } verdicts)
            return [];
        return [.. _traces.Select(trace => new Explanation(
            trace.Deduction.Id, trace.Deduction.Text, verdicts[trace.Deduction.Id], trace.Trace.Explain(ToInterval, _tap!.Between)))];
    }

    /// <summary>What each condition of an explained check was over time, as the paper writes it.</summary>
    internal IEnumerable<ConditionTrace> Traced => _traces.SelectMany(trace => trace.Trace.Conditions);

    void ITimelineReader.Begin(long at, ReadOnlySpan<Truth> values)
    {
        _begun = true;
        foreach (var monitor in Monitors())
            monitor.Begin(at, values);
    }

    void ITimelineReader.Step(long at, ReadOnlySpan<Truth> values, ReadOnlySpan<int> changed)
    {
        if (changed.Length == 1)
        {
            foreach (var monitor in _byTrack[changed[0]])
                monitor.Step(at, values);
            return;
        }

        _woken.Clear();
        foreach (var track in changed)
            _woken.UnionWith(_byTrack[track]);
        foreach (var monitor in _woken)
            monitor.Step(at, values);
    }

    void ITimelineReader.Hold(HeldSample held)
    {
        foreach (var arc in _arcs)
            arc.Hold(held);
    }

    private void Take(Placed placed)
    {
        switch (placed.Recorded.Entry)
        {
            case Samples samples:
                _signals.Take(samples, placed.Offset);
                _tap?.Take(samples, placed.Offset);
                break;
            case InputChanged change:
                _signals.Take(change, placed.At, placed.Offset);
                break;
            case DeviceStateChanged change:
                _signals.Take(change, placed.At);
                break;
            case ClockAnchor { Source: not ClockSource.Unsynchronised } anchor:
                CheckCalibration(DateOnly.FromDateTime(anchor.Utc.UtcDateTime));
                break;
            case SubjectStarted:
                _start = placed.At;
                _timeline.StartAt(placed.At);
                break;
            case Interrupted { Cause: InterruptionCause.EmergencyStop }:
                break; // the clock stands, the evidence does not: how somebody acts under an emergency stop is examined
            case Interrupted interrupted:
                _open.Add(interrupted.Cause);
                _timeline.MaskFrom(placed.At, Mask());
                break;
            case Resumed resumed when _open.Remove(resumed.Cause):
                _timeline.MaskFrom(placed.At, Mask());
                break;
        }
    }

    private IEnumerable<RuleMonitor> Monitors() => _checks.Select(check => check.Monitor).Concat(_traces.Select(trace => trace.Trace));

    private Mask Mask()
    {
        if (_open.Count == 0)
            return Timeline.Mask.None;
        return _open.IsSubsetOf([InterruptionCause.Paused, InterruptionCause.DeviceFault]) ? Timeline.Mask.Paused : Timeline.Mask.Blind;
    }

    private void CheckCalibration(DateOnly today)
    {
        _hasDay = true;
        foreach (var channel in _opening.Channels)
        {
            if (channel.CalibrationDue < today)
                _overdue.Add(channel.Signal);
        }
    }

    private bool IsTrusted(string signal) => !_overdue.Contains(signal) && (_hasDay || !_calibrated.Contains(signal)) && _signals.CauseOf(signal) == UnknownCause.None;

    private UnknownCause Cause(Rule rule, HashSet<string> doubted)
    {
        foreach (var signal in SignalNames.Of(rule))
        {
            if (_signals.CauseOf(signal) is var cause and not UnknownCause.None)
                return cause;
            if (_overdue.Contains(signal))
                return UnknownCause.CalibrationOverdue;
            if (!_hasDay && _calibrated.Contains(signal))
                return UnknownCause.ClockUnknown;
            if (doubted.Contains(signal))
                return UnknownCause.Conflict;
        }

        return SignalNames.LeftOver(rule).Any(signal => _signals.Channel(signal) is { PoweredBy: not PowerSource.Station })
            ? UnknownCause.SwitchedOffWithIt
            : UnknownCause.None;
    }

    private Verdict ToVerdict(Finding finding, UnknownCause cause)
    {
        var outcome = cause == UnknownCause.None ? finding.Outcome : Outcome.Unknown;
        if (outcome == Outcome.Unknown && cause == UnknownCause.None)
            cause = UnknownCause.NotSeen;
        return new(outcome, cause, outcome == Outcome.No ? finding.Excess : 0, [.. finding.Evidence.Order().Take(Finding.Most).Select(ToInterval)]);
    }

    private Interval ToInterval(Stretch stretch)
    {
        var (boot, tick) = _axis.TickAt(stretch.From);
        var length = stretch.To - stretch.From;
        return new(
            TimeSpan.FromMicroseconds(stretch.From - _start), TimeSpan.FromMicroseconds(stretch.To - _start), boot, tick, new(tick.Microseconds + length));
    }
}
