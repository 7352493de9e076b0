using WeldExam.Exam.Time;

namespace WeldExam.Exam.Signals;

/// <summary>One signal of a station as <c>Opened</c> declares it: everything that scoring must know of where the numbers come from.</summary>
/// <param name="Id">Number of the channel within its journal, from 0.</param>
/// <param name="Signal">The name papers use: <c>current</c>, <c>voltage</c>, <c>main</c>, <c>clamp_rest</c>, …</param>
/// <param name="Device">The device that delivers it, as the station configuration names it.</param>
/// <param name="Kind">Analogue samples or a switched input.</param>
/// <param name="Unit">A, V, … ; empty for a switch.</param>
/// <param name="Exponent">A stored value v means v × 10^Exponent in <paramref name="Unit"/>.</param>
/// <param name="Uncertainty">The meter's stated uncertainty.</param>
/// <param name="Period">Poll period. A sample holds until the next good one, at most 2.5 periods.</param>
/// <param name="Refresh">How long the device repeats one value, at least and at most.</param>
/// <param name="Delay">From the physical event to the moment at which the device can report it, at least and at most.</param>
/// <param name="PoweredBy">What feeds the device.</param>
/// <param name="CalibrationDue">Last day on which the calibration is valid; null where nothing is calibrated (a switch).</param>
/// <param name="Profile">SHA-256 of the device profile that decoded it.</param>
public sealed record Channel(
    int Id,
    string Signal,
    string Device,
    ChannelKind Kind,
    string Unit,
    int Exponent,
    Uncertainty Uncertainty,
    TimeSpan Period,
    SpanRange Refresh,
    SpanRange Delay,
    PowerSource PoweredBy,
    DateOnly? CalibrationDue,
    Hash256 Profile)
{
    /// <summary>What an analogue meter's number means; null for a switch, and in journals of boxes that did not say it yet.</summary>
    public Waveform? Waveform { get; init; }

    /// <summary>A stored value as a number in <see cref="Unit"/>.</summary>
    public decimal InUnits(long value)
    {
        decimal number = value;
        for (var exponent = Exponent; exponent < 0; exponent++)
            number /= 10;
        for (var exponent = Exponent; exponent > 0; exponent--)
            number *= 10;
        return number;
    }
}
