using WeldExam.Contracts.Reading;
using WeldExam.Exam.Journal;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Signing;

namespace WeldExam.Benchmarks.Journals;

/// <summary>The journal's required figures, measured in seconds on one core.</summary>
internal static class JournalFigures
{
    private const int Seconds = 2000;

    /// <summary>Prints each figure; 1 when one misses its requirement.</summary>
    public static int Print(TimeProvider clock)
    {
        var box = TestBox.Es256();
        var journal = SampleJournals.Arc(box, Seconds);
        var file = journal.ToArray();
        var samples = Seconds * ArcNoise.Signals * ArcNoise.Rate;
        var blocks = journal.Blocks.Skip(1).ToArray();
        var empty = new JournalBuilder(SampleEntries.Journal(), box.Boot(0)).Add(0, SampleEntries.OpenedBy(box.Name)).Add(1000, new Samples([], [])).Blocks[1];
        var columns = blocks.Sum(block => block.Bytes.Length - empty.Bytes.Length);

        var met = Most("sample columns, bytes a sample", (double)columns / samples, 2.5);
        met &= Most("whole file, bytes a sample", (double)blocks.Sum(block => block.Bytes.Length) / samples, 5);
        met &= Least("chain verification, blocks/s", Rate(clock, () => JournalReading.Of(file, box.Trust, SignatureDepth.LastOfEpoch)), 150_000);
        met &= Least("full verification, blocks/s", Rate(clock, () => JournalReading.Of(file, box.Trust)), 8_000);
        met &= Most("append and fsync, % of a core", AppendFigure.PerCentOfACore(), 1);
        return met ? 0 : 1;
    }

    /// <summary>Best of all rounds within some seconds: the machine is shared, and the first rounds run code that is not compiled fully yet.</summary>
    private static double Rate(TimeProvider clock, Func<JournalReading> read)
    {
        double best = 0;
        var begin = clock.GetTimestamp();
        while (clock.GetElapsedTime(begin) < TimeSpan.FromSeconds(3))
        {
            var start = clock.GetTimestamp();
            var reading = read();
            var rate = reading.Blocks.Length / clock.GetElapsedTime(start).TotalSeconds;
            best = reading.IsSound ? Math.Max(best, rate) : throw new InvalidOperationException(reading.Fault!.ToString());
        }

        return best;
    }

    private static bool Most(string what, double value, double limit) => Line(what, value, limit, "at most", value <= limit);

    private static bool Least(string what, double value, double limit) => Line(what, value, limit, "at least", value >= limit);

    private static bool Line(string what, double value, double limit, string relation, bool met)
    {
        Console.WriteLine($"{what,-34} {value,12:N2}   {relation} {limit:N1}: {(met ? "met" : "MISSED")}");
        return met;
    }
}
