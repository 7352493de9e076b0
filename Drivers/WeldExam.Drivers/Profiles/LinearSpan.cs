namespace WeldExam.Drivers.Profiles;

/// <summary>A transducer's straight line: raw <see cref="Zero"/> reads 0, raw <see cref="Full"/> reads <see cref="Span"/> (channel resolution).</summary>
public readonly record struct LinearSpan(long Zero, long Full, long Span)
{
    /// <summary>No valid range reaches this far (profiles end at 10^12), and no multiplier takes it past 64 bits.</summary>
    internal const long Limit = 4_000_000_000_000;

    /// <summary>Rounded to the nearest, halves away from zero; what lies beyond <see cref="Limit"/> stays there, out of every valid range.</summary>
    public long Apply(long raw) => Apply((Int128)raw);

    internal long Apply(Int128 raw)
    {
        var product = (raw - Zero) * Span;
        var width = (Int128)Full - Zero;
        if (width < 0)
            (product, width) = (-product, -width);
        var half = width / 2;
        return (long)Int128.Clamp((product >= 0 ? product + half : product - half) / width, -Limit, Limit);
    }
}
