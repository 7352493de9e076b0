namespace WeldExam.Benchmarks.Modbus;

/// <summary>How far the first byte of each bus cycle was off the grid that its line started, as the far end of the line saw it.</summary>
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
            .Select(cycle => (cycle.At, Late: Off(cycle.At - starts[cycle.Line], period))).OrderBy(cycle => cycle.At).ToArray();
        var (median, tenth) = (Part(late.Select(cycle => cycle.Late), 0.5), late.Length / 10);
        var jitter = Part(late.Select(cycle => Math.Abs(cycle.Late)), 0.99);
        var drift = Part(late[^tenth..].Select(cycle => cycle.Late), 0.5) - Part(late[..tenth].Select(cycle => cycle.Late), 0.5);
        Console.WriteLine($"  {late.Length} cycles, off the grid by p50 {median:N2} ms, p99 {jitter:N2} ms, from {late.Min(cycle => cycle.Late):N2} to {late.Max(cycle => cycle.Late):N2} ms");
        return Figure.Most("off the grid, p99, ms", jitter, 5)
            & Figure.Most("drift, last tenth's median less first's, ms", Math.Abs(drift), 1);
    }

    // The runtime's timers may also be early, by less than a millisecond.
    private static double Off(long sinceStart, long period) => (((sinceStart + (period / 2)) % period) - (period / 2)) / 1000.0;

    private static double Part(IEnumerable<double> values, double part) => values.Order().ToArray() is var sorted ? sorted[(int)(part * (sorted.Length - 1))] : 0;
}
