using WeldExam.Contracts.Blocks;
using WeldExam.Exam.Journal;
using WeldExam.TestKit.Signing;

namespace WeldExam.TestKit.Journals;

/// <summary>Whole journals for tests that need one.</summary>
public static class SampleJournals
{
    /// <summary>A sealed part of two epochs with every kind of entry and a few seconds of arc.</summary>
    public static JournalBuilder Part(TestBox box, int n = 1)
    {
        var journal = new JournalBuilder(SampleEntries.Journal(n), box.Boot(0))
            .Add(0, SampleEntries.OpenedBy(box.Name));
        foreach (var entry in SampleEntries.Between)
            journal.Add(3000, entry);
        return journal
            .Begin(box.Boot(1))
            .Add(500, new Resumed(InterruptionCause.RecorderStopped, 17, "torn tail"))
            .Add(
                new StampedEntry(new(2_000_000), ArcNoise.Second(seed: 1, second: 1)),
                new StampedEntry(new(1_999_000), new ClockAnchor(new(2026, 3, 14, 2, 0, 0, TimeSpan.Zero), ClockSource.Rtc, TimeSpan.FromSeconds(2))))
            .Seal(3000, SampleEntries.Digest(1), SampleEntries.Digest(20), SampleEntries.Digest(21));
    }

    /// <summary>A short sealed journal: two epochs, five blocks.</summary>
    public static JournalBuilder Short(TestBox box, int n = 1) =>
        new JournalBuilder(SampleEntries.Journal(n), box.Boot(0))
            .Add(0, SampleEntries.StationOpenedBy(box.Name))
            .Add(1000, new Samples([new(900_000), new(950_000)], [new(0, [5, -7], [default, default])]))
            .Begin(box.Boot(1))
            .Add(10, new Resumed(InterruptionCause.RecorderStopped, 0, ""))
            .Add(20, new ReadinessChecked("K21", true, []))
            .Seal(30, SampleEntries.Digest(1));

    /// <summary>An open part of <paramref name="seconds"/> blocks after the first, one a second, each with one second of arc.</summary>
    public static JournalBuilder Arc(TestBox box, int seconds, int seed = 1)
    {
        var journal = new JournalBuilder(SampleEntries.Journal(seed), box.Boot(0))
            .Add(0, SampleEntries.OpenedBy(box.Name));
        for (var second = 0; second < seconds; second++)
            journal.Add((second + 1) * 1000L, ArcNoise.Second(seed, second));
        return journal;
    }
}
