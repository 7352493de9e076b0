using WeldExam.Exam.Papers;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Timeline;

/// <summary>Whether a pair of current and voltage may lie within the tolerance of the load line U = base + slope × I; both limits are
/// widened by both meters' uncertainty, so that only what is surely off the line is false.</summary>
internal sealed class LoadLineBand(LoadLine line, Channel current, Channel voltage)
{
    private const long Million = 1_000_000;
    private readonly long _slope = (long)(line.VoltsPerAmpere * Million);
    private readonly Int128 _perAmpere = Power(current.Exponent, Math.Min(current.Exponent, voltage.Exponent));
    private readonly Int128 _perVolt = Million * Power(voltage.Exponent, Math.Min(current.Exponent, voltage.Exponent));
    private readonly Int128 _base = Scaled(line.Volts, Math.Min(current.Exponent, voltage.Exponent));
    private readonly Int128 _tolerance = Scaled(line.Tolerance, Math.Min(current.Exponent, voltage.Exponent));

    public Truth Judge(long amperes, long volts)
    {
        var off = Int128.Abs((volts * _perVolt) - _base - (amperes * _slope * _perAmpere));
        var doubt = (voltage.Uncertainty.Around(volts) * _perVolt) + (current.Uncertainty.Around(amperes) * Math.Abs(_slope) * _perAmpere);
        return off <= _tolerance + doubt ? Truth.True : Truth.False;
    }

    private static Int128 Power(int exponent, int least)
    {
        Int128 power = 1;
        for (; exponent > least; exponent--)
            power *= 10;
        return power;
    }

    /// <summary>Volts in millionths of the finer resolution. A paper has at most six places.</summary>
    private static Int128 Scaled(decimal volts, int exponent) => (Int128)decimal.Floor(Resolution.Scaled(volts, exponent) * Million);
}
