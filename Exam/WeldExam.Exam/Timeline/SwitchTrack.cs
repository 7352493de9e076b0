using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Timeline;

/// <summary>Whether a switched input is in one state. The physical edge lies between the last reading of the former state, less the
/// longest delay, and the first reading of the new one, less the shortest.</summary>
internal sealed class SwitchTrack(Channel channel, SwitchState wanted) : Track
{
    private readonly long _delayMin = channel.Delay.Min.Microseconds();
    private readonly long _delayMax = channel.Delay.Max.Microseconds();
    private readonly long _lookback = Math.Max(1_000_000, 4 * channel.Period.Microseconds());
    private long _settled = long.MinValue;

    public override long Settled => _settled;

    public void Take(InputChanged change, long at, long offset)
    {
        var first = change.NotBefore.Microseconds + offset - _delayMax;
        var last = at - _delayMin;
        if (change.State == SwitchState.Unknown)
        {
            if (Current != Truth.Hole)
                Lose(first);
            return;
        }

        var value = change.State == wanted ? Truth.True : Truth.False;
        if (Current == Truth.Hole)
            Become(last, value);
        else if (Current != value)
            Cross(first, last, value);
    }

    /// <summary>The recorder or the device stopped: nothing is known until the next reading.</summary>
    public void BreakOff(long from) => Lose(Math.Max(Settled, from - _lookback - _delayMax));

    /// <summary>An input's silence means "unchanged", but its edge may be recorded a little after other entries.</summary>
    public override long SettleUntil(long now) => _settled = Math.Max(_settled, now - _lookback - _delayMax);
}

internal static class Microsecond
{
    /// <summary>Whole microseconds of a span, the unit of the journal's axis.</summary>
    public static long Microseconds(this TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
