using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Station.Flow;

namespace WeldExam.Station.Acquisition;

/// <summary>Whether an arc burns, and how long one has burnt in this part, by the paper's bounds for the process: for screens and PLCs, never evidence.
/// The score tells arcs from the journal, with their holds and uncertainties.</summary>
public sealed class ArcClock
{
    private JournalId? _part;
    private MonotonicTick? _since;

    /// <summary>Time in which an arc was seen in the open part; null without one. What nobody saw counts for nothing.</summary>
    public TimeSpan? Burnt { get; private set; }

    /// <summary>On, off, or unknown while current or voltage cannot be read, or no process is known.</summary>
    public static SwitchState StateOf(StationLoop station)
    {
        if (station.Part is not { IsOver: false, Session.Part: { } opened } part
            || (opened.TaskCard?.Process ?? part.Paper.Task(opened.Task)?.Process) is not { } process || part.Paper.Arc(process) is not { } arc)
            return SwitchState.Unknown;
        var (channels, live, now) = (station.SetupNow.Channels, station.Live, station.Now);
        if (Read(Rig.CurrentSignal) is not { } amperes || Read("voltage") is not { } volts)
            return SwitchState.Unknown;
        return amperes > arc.ArcAbove && volts > arc.ArcVoltageMin && volts < arc.ArcVoltageMax ? SwitchState.On : SwitchState.Off;

        decimal? Read(string signal) =>
            channels.Find(signal) is { } channel && live.Of(channel, now) is { Quality: Quality.Good } value ? Math.Abs(channel.InUnits(value.Value)) : null;
    }

    /// <summary>Counts on, at each report of the station's devices.</summary>
    internal void Advance(StationLoop station)
    {
        JournalId? part = station.Part is { IsOver: false } open ? open.Journal : null;
        if (part != _part)
            (_part, _since, Burnt) = (part, null, part is null ? null : TimeSpan.Zero);
        var now = station.Now;
        if (_since is { } since)
            Burnt += now - since;
        _since = StateOf(station) == SwitchState.On ? now : null;
    }
}
