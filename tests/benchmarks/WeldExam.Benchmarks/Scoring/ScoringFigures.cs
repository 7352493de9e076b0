using WeldExam.Exam.Scores;

namespace WeldExam.Benchmarks.Scoring;

/// <summary>What scoring costs, live and again from the journal, on one core.</summary>
internal static class ScoringFigures
{
    private const int Rounds = 7;

    /// <summary>Prints each figure; 1 when one misses its requirement.</summary>
    public static int Print(TimeProvider clock)
    {
        var paper = SixtyRules.Paper();
        var part = new ArcPart(paper, Rate: 1000, Seconds: 1800);
        var journal = part.Journal().ToArray();
        Console.WriteLine($"{part.Samples:N0} samples, {SixtyRules.Count} rules; rounds in ms:");
        var rounds = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            var start = clock.GetTimestamp();
            var sheet = (ScoreSheet)Exam.Scores.Scoring.Score(paper, journal);
            rounds.Add(clock.GetElapsedTime(start).TotalMilliseconds);
            if (i == 0)
                Console.WriteLine($"decided: {sheet.Blocks[0].Items[0].Deductions.Count(line => line.Times is not null)} of {SixtyRules.Count}");
        }

        Console.WriteLine(string.Join("  ", rounds.Select(round => $"{round:0}")));
        var met = Figure.Most("re-scoring, median of the rounds, s", rounds.Order().ElementAt(Rounds / 2) / 1000, 1);
        met &= Figure.Most("re-scoring, the first round, s", rounds[0] / 1000, 1);
        met &= Figure.Most("live at 10 Hz x 8 signals, % of a core", Live(clock), 0.5);
        return met ? 0 : 1;
    }

    /// <summary>An hour of entries as they come, with the live score asked for once a second.</summary>
    private static double Live(TimeProvider clock)
    {
        const int seconds = 3600;
        var paper = SixtyRules.Paper();
        var journal = new ArcPart(paper, Rate: 10, Seconds: seconds, Extra: 4).Journal().ToArray();
        var scorer = new PartScorer(paper);
        var start = clock.GetTimestamp();
        decimal least = 100;
        foreach (var recorded in journal)
        {
            scorer.Take(recorded);
            least = Math.Min(least, scorer.Live.Highest);
        }

        var spent = clock.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine($"an hour live in {spent * 1000:0} ms, {least} points");
        return 100 * spent / seconds;
    }
}
