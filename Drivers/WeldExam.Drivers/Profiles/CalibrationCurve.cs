using System.Collections.Immutable;

namespace WeldExam.Drivers.Profiles;

/// <summary>A calibration certificate's polynomial c0 + c1·x + c2·x² + c3·x³ in the channel's unit. Decimal arithmetic: the same
/// digits on every machine.</summary>
/// <param name="Coefficients">One to four, from c0.</param>
/// <param name="Date">Of the certificate.</param>
/// <param name="Evidence">The certificate's number.</param>
public sealed record CalibrationCurve(ImmutableArray<decimal> Coefficients, DateOnly Date, string Evidence)
{
    internal const int MostCoefficients = 4;

    /// <summary>With |x| and the coefficients up to here no sum leaves the 28 digits of a decimal.</summary>
    internal const decimal Limit = 1_000_000m;

    /// <summary>The true value for what the channel shows, both in its resolution; null outside the curve's domain of 10^6 units.</summary>
    public long? Apply(long value, int exponent)
    {
        var x = Shift(value, exponent);
        if (Math.Abs(x) > Limit)
            return null;
        var sum = 0m;
        for (var index = Coefficients.Length - 1; index >= 0; index--)
            sum = (sum * x) + Coefficients[index];
        return Resolve(sum, exponent);
    }

    private static long? Resolve(decimal units, int exponent)
    {
        if (Math.Abs(units) > LinearSpan.Limit)
            return null;
        var resolved = Math.Round(Shift(units, -exponent), MidpointRounding.AwayFromZero);
        return Math.Abs(resolved) > LinearSpan.Limit ? null : (long)resolved;
    }

    private static decimal Shift(decimal number, int exponent)
    {
        for (; exponent > 0; exponent--)
            number *= 10;
        for (; exponent < 0; exponent++)
            number /= 10;
        return number;
    }
}
