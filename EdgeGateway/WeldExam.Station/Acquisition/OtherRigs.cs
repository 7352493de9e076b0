using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>Whether current flows on rigs that are not the task's: each beginning and each end is an event.</summary>
internal sealed class OtherRigs(ImmutableArray<OtherCurrent> others)
{
    /// <summary>Amperes below which there is neither arc nor short circuit.</summary>
    internal const decimal Flowing = 5m;

    private readonly Dictionary<int, SwitchState> _states = [];

    /// <summary>The rig on which current flows; null when none is seen.</summary>
    public string? Flows => others.FirstOrDefault(other => _states.GetValueOrDefault(other.Channel.Id) == SwitchState.On).Rig;

    /// <summary>The state of a current.</summary>
    public static SwitchState StateOf(Channel channel, long value, Quality quality) =>
        quality != Quality.Good ? SwitchState.Unknown : Math.Abs(channel.InUnits(value)) > Flowing ? SwitchState.On : SwitchState.Off;

    public StampedEntry? Take(int channel, long value, Quality quality, MonotonicTick at)
    {
        foreach (var other in others)
        {
            if (other.Channel.Id != channel)
                continue;
            var (before, after) = (_states.GetValueOrDefault(channel), StateOf(other.Channel, value, quality));
            _states[channel] = after;

            // That a current nobody saw flowing is off, or cannot be read, is no event.
            return before == after || (before != SwitchState.On && after != SwitchState.On) ? null : new(at, new OtherRigCurrent(channel, other.Rig, after));
        }

        return null;
    }
}
