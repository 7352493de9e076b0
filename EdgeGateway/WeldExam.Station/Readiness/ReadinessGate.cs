using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;

namespace WeldExam.Station.Readiness;

/// <summary>Whether a station may open a part of one task now, and every reason against it. Without it no part opens.</summary>
public static class ReadinessGate
{
    /// <param name="setup">The station.</param>
    /// <param name="paper">The paper and the task in question.</param>
    /// <param name="task">One of the paper's tasks.</param>
    /// <param name="live">What the devices say.</param>
    /// <param name="clock">What the box knows of UTC.</param>
    /// <param name="policies">What the centre permits.</param>
    /// <param name="freeBytes">Room on the disk.</param>
    /// <param name="storageFault">Why the disk cannot be used; null when it can.</param>
    /// <param name="now">The box's clock.</param>
    public static ImmutableArray<Reason> Check(
        StationSetup setup,
        Paper paper,
        PaperTask task,
        LiveSignals live,
        ClockAnchor clock,
        PolicyBook policies,
        long freeBytes,
        string? storageFault,
        MonotonicTick now) =>
    [
        .. Storage(setup.Limits, freeBytes, storageFault),
        .. Clock(setup, clock),
        .. task.Needs.SelectMany(signal => Signal(setup.Channels, signal, live, clock, now)),
        .. Plausible(setup.Channels, live, now),
        .. Nested(setup, live, now),
        .. NotCycled(setup.Wiring, task, live),
        .. Rig(setup, task, live, now),
        .. PaperMayRun(setup, paper, policies, clock),
    ];

    private static IEnumerable<Reason> Storage(StationLimits limits, long freeBytes, string? fault)
    {
        if (fault is not null)
            yield return new("storage.fault", fault);
        if (freeBytes < limits.MinFreeBytes)
            yield return new("storage.room", $"{freeBytes / (1024 * 1024)} MiB free, {limits.MinFreeBytes / (1024 * 1024)} MiB needed");
    }

    private static IEnumerable<Reason> Clock(StationSetup setup, ClockAnchor clock)
    {
        if (clock.Source == ClockSource.Unsynchronised)
            yield return new("clock.unsynchronised", "nobody vouches for the wall clock");
        else if (clock.Uncertainty > setup.Limits.MaxClockUncertainty)
            yield return new("clock.uncertain", $"{clock.Uncertainty.TotalSeconds:0} s");
    }

    private static IEnumerable<Reason> Signal(ChannelTable table, string signal, LiveSignals live, ClockAnchor clock, MonotonicTick now)
    {
        if (table.Find(signal) is not { } channel)
        {
            yield return new("signal.missing", signal);
            yield break;
        }

        // What its own switch keeps silent cannot answer before the candidate has closed that switch.
        if (live.Of(channel, now) is { Quality: not (Quality.Good or Quality.ExpectedAbsence) } value)
            yield return new("signal.silent", $"{signal} ({channel.Device}): {value.Quality}");
        if (channel.CalibrationDue is { } due && due < DateOnly.FromDateTime(clock.Utc.UtcDateTime))
            yield return new("calibration.overdue", $"{signal} ({channel.Device}): {due:yyyy-MM-dd}");
    }

    /// <summary>Nothing can flow behind an open main switch: otherwise a sensor or its wiring is wrong.</summary>
    private static IEnumerable<Reason> Plausible(ChannelTable table, LiveSignals live, MonotonicTick now)
    {
        const decimal flowing = 5m; // amperes: below it neither arc nor short circuit
        if (table.Find("current") is not { } channel || live.StateOf("main", now) != SwitchState.Off)
            yield break;
        if (live.Of(channel, now) is { Quality: Quality.Good } value && Math.Abs(channel.InUnits(value.Value)) > flowing)
            yield return new("inputs.implausible", $"{channel.InUnits(value.Value)} A while main reads off");
    }

    private static IEnumerable<Reason> Nested(StationSetup setup, LiveSignals live, MonotonicTick now)
    {
        foreach (var (inner, outer) in setup.Wiring.Within)
        {
            if (live.StateOf(inner, now) == SwitchState.On && live.StateOf(outer, now) == SwitchState.Off)
                yield return new("inputs.implausible", $"{inner} reads on while {outer} reads off");
        }

        foreach (var only in setup.Wiring.Only)
        {
            if (setup.Channels.Find(only.Signal) is not { } channel || live.Of(channel, now) is not { Quality: Quality.Good } value || !only.IsSurelyAbove(channel, value.Value))
                continue;
            if (live.StateOf(only.Switch, now) is var state && state != SwitchState.Unknown && state != only.State)
                yield return new("inputs.implausible", $"{only.Signal} reads {channel.InUnits(value.Value)} {channel.Unit} while {only.Switch} reads {(state == SwitchState.On ? "on" : "off")}");
        }
    }

    /// <summary>A contact that was not seen both ways since the morning may be stuck: it would prove nothing.</summary>
    private static IEnumerable<Reason> NotCycled(WiringRules wiring, PaperTask task, LiveSignals live) =>
        from signal in wiring.Cycle
        where task.Subject == "K2" && !live.WasCycled(signal)
        select new Reason("inputs.notCycled", signal);

    /// <summary>A part is held at its task's rig, and at no other does current flow meanwhile.</summary>
    private static IEnumerable<Reason> Rig(StationSetup setup, PaperTask task, LiveSignals live, MonotonicTick now)
    {
        if (!setup.Rigs.IsEmpty && setup.Rig is null && (task.NeedsTaskCard || task.Process is not null))
            yield return new("rig.missing", task.Id);
        foreach (var (rig, channel) in setup.Others)
        {
            if (live.Of(channel, now) is var value && OtherRigs.StateOf(channel, value.Value, value.Quality) == SwitchState.On)
                yield return new("rig.otherCurrent", $"{rig}: {channel.InUnits(value.Value)} {channel.Unit}");
        }
    }

    private static IEnumerable<Reason> PaperMayRun(StationSetup setup, Paper paper, PolicyBook policies, ClockAnchor clock)
    {
        if (!paper.Terms.Modes.Contains(setup.Mode))
            yield return new("paper.modeNotAllowed", $"{paper.Id} {paper.Version}: {setup.Mode}");
        if (!paper.Terms.Forms.Contains(setup.Form))
            yield return new("paper.formNotAllowed", $"{paper.Id} {paper.Version}: {setup.Form}");
        if (setup.Mode != ExamMode.Exam || paper.Status != PaperStatus.Sample || policies.Permitting(paper.Hash, setup.Point, clock) is not null)
            yield break;
        yield return new("paper.sample", $"{paper.Id} {paper.Version}");
        foreach (var reason in policies.Against(paper.Hash, setup.Point, clock))
            yield return reason;
    }
}
