namespace WeldExam.Benchmarks.Modbus;

/// <summary>How late the first byte of each bus cycle was against the grid that its line started, as the far end of the line saw it.</summary>
internal static class Lateness
{
    /// <summary>Prints the figures; false when one misses its requirement.</summary>
    /// <param name="sight">From the paced lines.</param>
    /// <param name="starts">Each line's grid, microseconds.</param>
    /// <param name="period">Of the grid, microseconds.</param>
    /// <param name="warmUp">Not looked at.</param>
    public static bool Print(LineSight sight, long[] starts, long period, TimeSpan warmUp)
    {
        var from = starts[0] + (long)warmUp.TotalMicroseconds;
        var late = sight.Cycles.Where(cycle => cycle.At >= from)
            .Select(cycle => (cycle.At, Late: (cycle.At - starts[cycle.Line]) % period / 1000.0)).OrderBy(cycle => cycle.At).ToArray();
        var (median, tenth) = (Part(late.Select(cycle => cycle.Late), 0.5), late.Length / 10);
        var drift = Part(late[^tenth..].Select(cycle => cycle.Late), 0.5) - Part(late[..tenth].Select(cycle => cycle.Late), 0.5);
        Console.WriteLine($"  {late.Length} cycles, late by p50 {median:N2} ms, p99 {Part(late.Select(cycle => cycle.Late), 0.99):N2} ms, most {late.Max(cycle => cycle.Late):N2} ms");
        return Figure.Most("lateness against the grid, p99, ms", Part(late.Select(cycle => cycle.Late), 0.99), 5)
            & Figure.Most("drift, last tenth's median less first's, ms", Math.Abs(drift), 1);
    }

    private static double Part(IEnumerable<double> values, double part) => values.Order().ToArray() is var sorted ? sorted[(int)(part * (sorted.Length - 1))] : 0;
}
