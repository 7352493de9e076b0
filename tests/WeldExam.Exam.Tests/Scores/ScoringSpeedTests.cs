using System.Diagnostics;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Scores;

public sealed class ScoringSpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void An_hour_of_eight_signals_at_10_Hz_is_scored_in_a_moment()
    {
        var journal = Hour().Journal();
        Scoring.Score(SamplePaper.Paper, journal);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var watch = Stopwatch.StartNew();
            var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(SamplePaper.Paper, journal));
            best = watch.Elapsed < best ? watch.Elapsed : best;
            Assert.Equal(3600, sheet.Examined.TotalSeconds);
        }

        output.WriteLine($"36,000 rows × 8 signals scored in {best.TotalMilliseconds:0.0} ms");
        Assert.True(best < TimeSpan.FromMilliseconds(500), $"{best}"); // the target is 50 ms; the margin is for a machine shared with other builds
    }

    private static Performance Hour()
    {
        var hour = Performance.Right();
        hour.End = 3600;
        for (var at = 60; at < 3500; at += 30)
            hour.Weld(at, at + 25, 110 + (at % 7));
        hour.Channels =
        [
            .. hour.Channels,
            .. Enumerable.Range(20, 6).Select(id => Performance.Analog(id, $"extra{id}", "V", Uncertainty.None)),
        ];
        return hour;
    }
}
