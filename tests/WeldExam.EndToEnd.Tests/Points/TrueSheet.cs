using WeldExam.EndToEnd.Tests.Rig;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Simulators.Oracle;
using WeldExam.Simulators.Truth;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>A sheet of K21 against what the simulated candidate really did, when part of the evidence was lost on purpose.</summary>
internal static class TrueSheet
{
    private static readonly (double, double) TaskCard = (90, 130);

    /// <summary>What the machine says is so; what it cannot say, two examiners have decided. And there is something it cannot say.</summary>
    public static void AssertNothingWrong(ScoreSheet sheet, TruthLog truth, ITestOutputHelper output)
    {
        var (from, to) = (truth.All<TruthEntry.PerformanceStarted>().Single().At, truth.All<TruthEntry.PerformanceEnded>().Single().At);
        var forecast = new K21Oracle(truth, TaskCard, WeldMeter.Patient.Sight, from, to).Foretell();
        var judged = sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions).Where(line => line.Kind != DeductionKind.Manual).ToArray();
        Assert.Equal(forecast.Deductions.Select(foretold => foretold.Id), judged.Select(line => line.Id));
        output.WriteLine($"unknown: {string.Join(' ', judged.Where(line => line.MachineTimes is null).Select(line => line.Id))}");
        output.WriteLine($"machine: {string.Join(' ', judged.Where(line => line.MachineTimes is not null).Select(line => $"{line.Id}×{line.MachineTimes}"))}");
        foreach (var line in judged)
        {
            if (line.MachineTimes is { } times)
                Assert.True(forecast[line.Id].Fits(times), $"the machine says {line.Id} ×{times}, the truth is {forecast[line.Id]}");
            else
                Assert.Equal((Decision.Examiners, 0), (line.Decision, line.Times));
        }

        Assert.Contains(judged, line => line.MachineTimes is null);
    }
}
