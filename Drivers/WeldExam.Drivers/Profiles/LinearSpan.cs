namespace WeldExam.Drivers.Profiles;

/// <summary>A transducer's straight line: raw <see cref="Zero"/> reads 0, raw <see cref="Full"/> reads <see cref="Span"/> (channel resolution).</summary>
public readonly record struct LinearSpan(long Zero, long Full, long Span)
{
    /// <summary>Rounded to the nearest, halves away from zero.</summary>
    public long Apply(long raw)
    {
        var product = (Int128)(raw - Zero) * Span;
        var width = (Int128)(Full - Zero);
        if (width < 0)
            (product, width) = (-product, -width);
        var half = width / 2;
        return (long)((product >= 0 ? product + half : product - half) / width);
    }
}
