using CsCheck;
using WeldExam.EdgeGateway.Index;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Sessions;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Stations;

namespace WeldExam.EdgeGateway.Tests.Index;

/// <summary>The index says what the journals say, however it came to hold it (docs/decisions/0003).</summary>
[Trait("Clause", "cloud §5.3")]
public sealed class IndexReplayTests
{
    private const string Seed = "0N0XIzNsQ0O2";

    [Fact]
    public void Journals_that_grow_between_starts_are_indexed_as_a_replay_tells_them() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[0, 6], Gen.Int[1, 4]).Sample(
            (seed, parts, starts) =>
            {
                using var bench = new IndexBench();
                JournalBuilder[] journals = [.. Enumerable.Range(0, parts).Select(n => RandomParts.Part(seed, n))];
                var random = new Random(seed);
                var shown = new int[parts];
                for (var start = 0; start < starts; start++)
                {
                    for (var n = 0; n < parts; n++)
                    {
                        shown[n] = start == starts - 1 ? journals[n].Blocks.Length : random.Next(shown[n], journals[n].Blocks.Length + 1);
                        if (shown[n] > 0)
                            bench.Put(journals[n], shown[n]);
                    }

                    bench.AnswersLikeReplay();
                }
            },
            iter: 60,
            seed: Seed,
            threads: 1);

    /// <summary>The oracle reads the journal with the session's own fold and looks for the rest by hand.</summary>
    [Fact]
    public void What_it_says_of_a_part_is_what_the_session_and_the_entries_say() =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                using var bench = new IndexBench();
                bench.Put(RandomParts.Part(seed, 0));
                var (marked, part) = (Assert.Single(bench.Marks()), Assert.Single(bench.Answer().Parts));
                var reading = bench.Reading(marked);
                var session = new ExamSession(TestPaper.Sample);
                foreach (var recorded in reading.Entries)
                    session.Take(recorded);
                Assert.Equal(session.Phase, part.Phase);
                Assert.Equal((session.Part!.Candidate, session.Part.Task, session.Opened!.Station), (part.Candidate, part.Task, part.Station));
                Assert.Equal((reading.Blocks.Length, reading.SoundLength, reading.Blocks[^1].Hash.ToString()), (part.Blocks, part.Length, part.Tail));
                var first = reading.Entries.Where(recorded => recorded is { Epoch: 0, Entry: ClockAnchor }).Select(recorded => (Recorded?)recorded).FirstOrDefault();
                Assert.Equal(first is { } anchored ? ((ClockAnchor)anchored.Entry).Utc - (anchored.At - reading.Entries.First().At) : null, part.OpenedAt);
                Assert.Equal(reading.Seal?.SheetHash.ToString() ?? session.Sheet?.SheetHash.ToString(), part.SheetHash);
                var isShown = reading.Seal is { } seal && session.Sheet?.SheetHash == seal.SheetHash;
                Assert.Equal(isShown, part.Standing == ScoreStanding.Sealed);
                if (isShown)
                    Assert.Equal(ScoreSheet.Parse(session.Sheet!.Sheet).Points, part.Score!.Points);
            },
            iter: 150,
            seed: Seed,
            threads: 1);

    [Fact]
    public void A_seal_over_another_sheet_than_the_one_shown_is_scored_from_the_journal_once_the_paper_is_there()
    {
        using var bench = new IndexBench();
        var opened = SampleEntries.OpenedBy(IndexBench.Box.Name);
        opened = opened with { Part = opened.Part! with { Paper = TestPaper.Sample.Hash, Semantics = TestPaper.Sample.Semantics } };
        JournalBuilder Begun() => new JournalBuilder(SampleEntries.Journal(), IndexBench.Box.Boot(0)).Add(0, opened);
        bench.Put(Begun());
        var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(TestPaper.Sample, [.. bench.Reading(bench.Marks()[0]).Entries]));
        bench.Put(Begun().Seal(1000, sheet.Hash));
        bench.Papers.Clear();
        Assert.Equal((ScoreStanding.PaperMissing, null), (bench.Answer().Parts[0].Standing, bench.Answer().Parts[0].Score));
        bench.Papers[TestPaper.Sample.Hash] = TestPaper.Sample;
        var part = bench.Answer().Parts[0];
        Assert.Equal((ScoreStanding.Sealed, IndexedScore.Of(sheet)), (part.Standing, part.Score));

        bench.Put(Begun().Seal(1000, SampleEntries.Digest(9)));
        Assert.Equal((ScoreStanding.NotReproduced, null), (bench.Answer().Parts[0].Standing, bench.Answer().Parts[0].Score));
    }

    [Fact]
    public void Nothing_is_read_from_a_journal_that_is_indexed_already()
    {
        using var bench = new IndexBench();
        var grows = RandomParts.Part(1, 1);
        bench.Put(RandomParts.Part(1, 0));
        bench.Put(grows, 1);
        _ = bench.Answer();
        var marks = bench.Marks();
        bench.Disk.Fail(TestKit.Disks.DiskOperation.Read, times: 1000);
        using var index = bench.Start();
        var answer = index.Check(marks);
        Assert.Equal((2, 0), (answer.Parts.Length, answer.Unread.Length));
    }

    [Fact]
    public void A_journal_that_cannot_be_read_is_named_and_found_once_it_can()
    {
        using var bench = new IndexBench();
        bench.Put(RandomParts.Part(1, 0));
        var marks = bench.Marks();
        using (var index = bench.Start())
        {
            bench.Disk.Fail(TestKit.Disks.DiskOperation.Read);
            var answer = index.Check(marks);
            Assert.Empty(answer.Parts);
            Assert.Equal(marks[0].Mark.Journal.Value, Assert.Single(answer.Unread).Part);
            Assert.Contains("not read", bench.Said, StringComparison.Ordinal);
            Assert.Single(index.Check(marks).Parts);
        }
    }
}
