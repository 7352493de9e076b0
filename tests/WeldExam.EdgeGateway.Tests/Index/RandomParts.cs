using WeldExam.Contracts.Blocks;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Stations;

namespace WeldExam.EdgeGateway.Tests.Index;

/// <summary>Parts that differ in everything the index keeps; the same seed gives the same journals.</summary>
internal static class RandomParts
{
    private static readonly DateTimeOffset Epoch = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static JournalBuilder Part(int seed, int n)
    {
        var random = new Random((seed * 7919) + n);
        var opened = SampleEntries.OpenedBy(IndexBench.Box.Name);
        opened = opened with
        {
            Station = $"ST-0{random.Next(1, 4)}",
            Part = opened.Part! with
            {
                Candidate = $"p-{random.Next(4)}",
                Subject = $"K{random.Next(1, 5)}",
                Task = $"K{random.Next(1, 5)}1",
                Attempt = random.Next(1, 3),
                Replaces = random.Next(2) == 0 ? null : SampleEntries.Journal(random.Next(100)),
                Paper = random.Next(2) == 0 ? TestPaper.Sample.Hash : SampleEntries.Digest(4),
            },
        };
        var journal = new JournalBuilder(SampleEntries.Journal((seed * 100) + n + 1), IndexBench.Box.Boot(0));
        var at = random.Next(1000);
        if (random.Next(4) > 0)
            journal.Add(new StampedEntry(new(at * 1000L), opened), new StampedEntry(new((at * 1000L) + random.Next(9)), Anchor(random)));
        else
            journal.Add(at, opened);
        var sheet = Sheet(opened, random);
        for (var step = random.Next(14); step > 0; step--)
            Step(journal, random, sheet, at += random.Next(1, 5000));
        if (random.Next(2) == 0)
            journal.Seal(at + 1000, random.Next(3) == 0 ? SampleEntries.Digest(3) : sheet.Hash);
        return journal;
    }

    /// <summary>What a seal may name.</summary>
    public static ScoreSheet Sheet(Opened opened, Random random) => new(
        new("paper", "1", opened.Part!.Paper, PaperStatus.Sample, "", 1),
        new(opened.Part.Sitting, opened.Part.Candidate, opened.Point, opened.Station, opened.Part.Subject, opened.Part.Task, 1, ExamMode.Practice, true, null),
        false,
        PartOutcome.Finished,
        random.Next(1000) / 10m,
        0,
        100,
        random.Next(5) == 0,
        random.Next(5) == 0,
        [],
        [],
        [],
        TimeSpan.FromMinutes(3),
        [],
        []);

    private static void Step(JournalBuilder journal, Random random, ScoreSheet sheet, int at)
    {
        var cause = (InterruptionCause)random.Next(5);
        Entry? entry = random.Next(9) switch
        {
            0 => Anchor(random),
            1 => new SubjectStarted(SampleEntries.Command(1), "E-1"),
            2 => new Interrupted(cause, ""),
            3 => new Resumed(cause, 0, ""),
            4 => new SubjectEnded(SampleEntries.Command(2), "E-1", EndReason.Finished),
            5 => new Concluded(sheet.ToCanonicalJson(), sheet.Hash),
            6 => SampleEntries.Between[4 + random.Next(2)],
            7 => ArcNoise.Second(random.Next(), 1),
            _ => null,
        };
        if (entry is not null)
            journal.Add(at, entry);
        else
            journal.Begin(IndexBench.Box.Boot(random.Next(1, 4))).Add(at, new Resumed(InterruptionCause.RecorderStopped, 0, ""));
    }

    private static ClockAnchor Anchor(Random random) => new(
        Epoch + TimeSpan.FromMicroseconds(random.NextInt64(6L * 24 * 3600 * 1_000_000)), (ClockSource)random.Next(3), TimeSpan.FromMilliseconds(5));
}
