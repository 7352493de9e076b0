namespace WeldExam.Exam.Rules;

/// <summary>Heat input of an arc weld, kJ/mm (EN 1011-1, §19): Q = k · U · I / (1000 · v).</summary>
public static class HeatInput
{
    /// <param name="efficiency">Thermal efficiency k: 0.8 for 111 and 135, 0.6 for 141.</param>
    /// <param name="volts">Arc voltage.</param>
    /// <param name="amperes">Welding current.</param>
    /// <param name="millimetresPerSecond">Travel speed; more than 0.</param>
    public static decimal Of(decimal efficiency, decimal volts, decimal amperes, decimal millimetresPerSecond) =>
        efficiency * volts * amperes / (1000 * millimetresPerSecond);

    /// <summary>The same where nothing measures the travel: v is the seam's length over the arc time, so the time cancels out.</summary>
    /// <param name="efficiency">Thermal efficiency k.</param>
    /// <param name="joules">Energy of the arc, the sum of U · I over its time.</param>
    /// <param name="seamMillimetres">Length of the seam; more than 0.</param>
    public static decimal OfEnergy(decimal efficiency, decimal joules, decimal seamMillimetres) => efficiency * joules / (1000 * seamMillimetres);
}
