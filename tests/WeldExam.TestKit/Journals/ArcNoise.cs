using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.TestKit.Journals;

/// <summary>What a burning arc looks like to a meter: eight signals at 10 Hz in tenths of an ampere, ±5 A of noise, the poll a little off its grid.</summary>
public static class ArcNoise
{
    public const int Signals = 8;
    public const int Rate = 10;

    /// <summary>The samples of one second; the same arguments give the same samples.</summary>
    public static Samples Second(int seed, int second, int signals = Signals)
    {
        var random = new Random(HashCode(seed, second));
        var times = new MonotonicTick[Rate];
        for (var row = 0; row < Rate; row++)
            times[row] = new((second * 1_000_000L) + (row * 100_000) + random.Next(0, 900));
        var columns = Enumerable.Range(0, signals).Select(channel => new SampleColumn(
            channel,
            [.. Enumerable.Range(0, Rate).Select(_ => (long)(1200 + random.Next(-50, 51)))],
            [.. Enumerable.Repeat(Quality.Good, Rate)]));
        return new([.. times], [.. columns]);
    }

    private static int HashCode(int seed, int second) => unchecked((seed * 1_000_003) + second);
}
