namespace WeldExam.Exam.Signals;

/// <summary>A meter's stated uncertainty: a part of the reading plus a fixed part.</summary>
/// <param name="OfReadingPpm">Millionths of the reading.</param>
/// <param name="Absolute">Fixed part in units of the channel's resolution.</param>
public readonly record struct Uncertainty(int OfReadingPpm, long Absolute)
{
    public static readonly Uncertainty None;

    /// <summary>Half-width of the interval around <paramref name="value"/> (both in units of the channel's resolution), rounded up.</summary>
    public long Around(long value)
    {
        var magnitude = value < 0 ? -(Int128)value : value;
        return (long)(((magnitude * OfReadingPpm) + 999_999) / 1_000_000) + Absolute;
    }
}
