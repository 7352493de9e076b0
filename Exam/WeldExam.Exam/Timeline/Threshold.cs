using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Timeline;

/// <summary>A limit on one sampled signal, judged with the meter's uncertainty: three zones of values, each with one truth.</summary>
internal sealed class Threshold
{
    private const long Widest = 1L << 60;
    private readonly (Truth Low, Truth Middle, Truth High) _truths;
    private readonly long _middle; // the least value of the middle zone
    private readonly long _high;   // the least value of the high zone

    private Threshold((Truth Low, Truth Middle, Truth High) truths, long middle, long high)
    {
        _truths = truths;
        _middle = middle;
        _high = Math.Max(middle, high);
    }

    public static Threshold Of(Above above, Channel channel)
    {
        var limit = Resolution.Floor(above.Limit, channel.Exponent);
        return new((Truth.False, Truth.Hole, Truth.True), LeastAbove(channel, limit, +1), LeastAbove(channel, limit, -1));
    }

    public static Threshold Of(Below below, Channel channel)
    {
        var limit = Resolution.Ceiling(below.Limit, channel.Exponent);
        return new((Truth.True, Truth.Hole, Truth.False), LeastAbove(channel, limit - 1, +1), LeastAbove(channel, limit - 1, -1));
    }

    /// <summary>Limits widened by the uncertainty; null is no limit.</summary>
    public static Threshold Window(decimal? min, decimal? max, Channel channel) => new(
        (Truth.False, Truth.True, Truth.False),
        min is { } lower ? LeastAbove(channel, Resolution.Ceiling(lower, channel.Exponent) - 1, +1) : long.MinValue,
        max is { } upper ? LeastAbove(channel, Resolution.Floor(upper, channel.Exponent), -1) : long.MaxValue);

    public Truth Judge(long value) => value < _middle ? _truths.Low : value < _high ? _truths.Middle : _truths.High;

    /// <summary>The values around this one that are judged the same.</summary>
    public (long From, long To) Zone(long value) =>
        value < _middle ? (long.MinValue, _middle - 1) : value < _high ? (_middle, _high - 1) : (_high, long.MaxValue);

    /// <summary>The least value v for which v + sign × uncertainty(v) &gt; limit. Both sides rise with v, for no meter is off by its whole reading.</summary>
    private static long LeastAbove(Channel channel, long limit, int sign)
    {
        if (channel.Uncertainty.OfReadingPpm >= 1_000_000)
            return sign > 0 ? long.MinValue : long.MaxValue; // a meter that says nothing
        var (below, above) = (-Widest, Widest);
        while (above - below > 1)
        {
            var middle = below + ((above - below) / 2);
            if (middle + (sign * (Int128)channel.Uncertainty.Around(middle)) > limit)
                above = middle;
            else
                below = middle;
        }

        return above;
    }
}
