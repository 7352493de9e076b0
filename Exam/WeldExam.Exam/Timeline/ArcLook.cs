using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Timeline;

/// <summary>What one pair of current and voltage looks like by itself, in whole units of the channels' resolution.</summary>
internal sealed class ArcLook(ArcParameters arc, int currentExponent, int voltageExponent)
{
    private readonly long _off = Resolution.Ceiling(arc.OffBelow, currentExponent);
    private readonly long _idle = Resolution.Ceiling(arc.IdleVoltage, voltageExponent);
    private readonly long _arc = Resolution.Floor(arc.ArcAbove, currentExponent);
    private readonly long _voltsFrom = Resolution.Floor(arc.ArcVoltageMin, voltageExponent);
    private readonly long _voltsTo = Resolution.Ceiling(arc.ArcVoltageMax, voltageExponent);
    private readonly long _short = Resolution.Floor(arc.ShortAbove, currentExponent);

    /// <summary><see cref="ArcStates.None"/> lies between the thresholds.</summary>
    public ArcStates Of(long current, long voltage)
    {
        if (current < _off)
            return voltage < _idle ? ArcStates.Off : ArcStates.Energised;
        if (current > _arc && voltage > _voltsFrom && voltage < _voltsTo)
            return ArcStates.Arc;
        return current > _short && voltage <= _voltsFrom ? ArcStates.Short : ArcStates.None;
    }
}

/// <summary>Limits in whole units of a channel's resolution.</summary>
internal static class Resolution
{
    /// <summary>v &gt; limit exactly when v &gt; this.</summary>
    public static long Floor(decimal limit, int exponent) => (long)Math.Floor(Scaled(limit, exponent));

    /// <summary>v &lt; limit exactly when v &lt; this.</summary>
    public static long Ceiling(decimal limit, int exponent) => (long)Math.Ceiling(Scaled(limit, exponent));

    /// <summary>A number in whole units of the resolution, and what is left of one.</summary>
    public static decimal Scaled(decimal limit, int exponent)
    {
        for (; exponent < 0; exponent++)
            limit *= 10;
        for (; exponent > 0; exponent--)
            limit /= 10;
        return limit;
    }
}
