using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>Whether an arc burns, and how long one has burnt in this part, by the paper's bounds for the process: for screens and PLCs, never evidence.
/// The score tells arcs from the journal, with their holds and uncertainties.</summary>
public sealed class ArcClock
{
    private JournalId? _part;
    private MonotonicTick? _since;

    /// <summary>Time in which an arc was seen; what nobody saw counts for nothing.</summary>
    public TimeSpan Burnt { get; private set; }

    /// <summary>On, off, or unknown while current or voltage cannot be read, or no process is known.</summary>
    public static SwitchState State(LiveSignals live, ChannelTable table, ArcParameters? arc, MonotonicTick now)
    {
        if (arc is null || Read("current") is not { } amperes || Read("voltage") is not { } volts)
            return SwitchState.Unknown;
        return Math.Abs(amperes) > arc.ArcAbove && Math.Abs(volts) > arc.ArcVoltageMin && Math.Abs(volts) < arc.ArcVoltageMax ? SwitchState.On : SwitchState.Off;

        decimal? Read(string signal) =>
            table.Find(signal) is { } channel && live.Of(channel, now) is { Quality: Quality.Good } value ? channel.InUnits(value.Value) : null;
    }

    /// <summary>Counts on, at each report of the station's devices.</summary>
    /// <param name="part">The open part; null without one.</param>
    /// <param name="state">As <see cref="State"/> has it.</param>
    /// <param name="now">The box's clock.</param>
    public void Advance(JournalId? part, SwitchState state, MonotonicTick now)
    {
        if (part != _part)
            (_part, _since, Burnt) = (part, null, TimeSpan.Zero);
        if (_since is { } since)
            Burnt += now - since;
        _since = state == SwitchState.On ? now : null;
    }
}
