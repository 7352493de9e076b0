using System.Numerics;

namespace WeldExam.Drivers.Modbus;

/// <summary>How long answered transactions took, in classes an eighth of their size wide: fixed memory, whatever comes.</summary>
internal sealed class TransactionTimes
{
    private const int Finer = 3;
    private const int Classes = 256;

    private readonly long[] _counts = new long[Classes];
    private long _total;

    public void Add(TimeSpan time)
    {
        _counts[Math.Min(Classes - 1, ClassOf((ulong)Math.Max(0, time.Ticks / TimeSpan.TicksPerMicrosecond)))]++;
        _total++;
    }

    /// <summary>The time that <paramref name="share"/> of all transactions did not exceed, at most an eighth too long; zero before the first.</summary>
    public TimeSpan Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(_total * share);
        long seen = 0;
        for (var index = 0; index < Classes && _total > 0; index++)
        {
            seen += _counts[index];
            if (seen >= wanted)
                return TimeSpan.FromMicroseconds(LongestOf(index));
        }

        return TimeSpan.Zero;
    }

    private static int ClassOf(ulong microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2(microseconds | 1) - Finer);
        return (shift << Finer) + (int)(microseconds >> shift);
    }

    private static long LongestOf(int index)
    {
        var shift = Math.Max(0, (index >> Finer) - 1);
        return (((long)(index - (shift << Finer)) + 1) << shift) - 1;
    }
}
