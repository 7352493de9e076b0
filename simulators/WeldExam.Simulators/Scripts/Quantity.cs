using System.Globalization;

namespace WeldExam.Simulators.Scripts;

/// <summary>Numbers that carry their unit: <c>115A</c>, <c>68V</c>, <c>200ms</c>, <c>3.5s</c>, <c>2min</c>.</summary>
internal static class Quantity
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static bool TryRead(string word, string unit, out double value)
    {
        value = 0;
        return word.EndsWith(unit, StringComparison.Ordinal)
            && double.TryParse(
                word.AsSpan(0, word.Length - unit.Length),
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out value);
    }

    public static bool TryReadDuration(string word, out TimeSpan duration)
    {
        var seconds = double.NaN;
        if (TryRead(word, "ms", out var milliseconds))
            seconds = milliseconds / 1000;
        else if (TryRead(word, "min", out var minutes))
            seconds = minutes * 60;
        else if (TryRead(word, "s", out var plain))
            seconds = plain;
        var reads = seconds >= 0 && seconds <= Longest.TotalSeconds;
        duration = reads ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        return reads;
    }
}
