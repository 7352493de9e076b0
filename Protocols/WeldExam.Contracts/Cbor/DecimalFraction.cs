namespace WeldExam.Contracts.Cbor;

/// <summary>A decimal number as mantissa × 10^exponent in its one normal form: no trailing zeros, and zero is (0, 0).</summary>
internal static class DecimalFraction
{
    /// <exception cref="OverflowException">The mantissa needs more than 64 bits.</exception>
    public static (int Exponent, long Mantissa) Of(decimal value)
    {
        if (value == 0)
            return (0, 0);
        var exponent = 0;
        var mantissa = value;
        while (mantissa != decimal.Truncate(mantissa))
        {
            mantissa *= 10;
            exponent--;
        }

        while (mantissa % 10 == 0)
        {
            mantissa /= 10;
            exponent++;
        }

        return (exponent, decimal.ToInt64(mantissa));
    }

    public static decimal ToDecimal(int exponent, long mantissa)
    {
        decimal value = mantissa;
        for (; exponent > 0; exponent--)
            value *= 10;
        for (; exponent < 0; exponent++)
            value /= 10;
        return value;
    }
}
