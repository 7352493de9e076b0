using WeldExam.EndToEnd.Tests.Rig;
using WeldExam.Exam.Scores;
using WeldExam.Simulators.Welders;
using WeldExam.Simulators.Welding;

namespace WeldExam.EndToEnd.Tests.Scenarios;

/// <summary>A verdict hangs on what is done at the booth and on nothing else.</summary>
public sealed class SwappedCandidatesTests
{
    private const int First = 101;
    private const int Second = 102;

    private static readonly WelderSkill Able = new();
    private static readonly WelderSkill Careless = new()
    {
        Ventilation = Ventilation.AfterFirstArc,
        TrialWeld = TimeSpan.Zero,
        SetCurrent = 160,
        MainLeftOn = true,
    };

    [Fact]
    public void Who_swaps_what_they_do_swaps_the_verdicts()
    {
        var (first, second) = (Hold(First, Able), Hold(Second, Careless));
        Assert.Equal((SittingOutcome.Passed, SittingOutcome.Failed), (Verdict(first), Verdict(second)));
        Assert.Equal(100, first.Points);
        Assert.Equal(
            ["K21.1.b", "K21.13.a", "K21.14.a", "K21.14.b", "K21.18.a"],
            second.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions).Where(line => line.Times > 0).Select(line => line.Id));

        var (firstNow, secondNow) = (Hold(First, Careless), Hold(Second, Able));
        Assert.Equal((SittingOutcome.Failed, SittingOutcome.Passed), (Verdict(firstNow), Verdict(secondNow)));
        Assert.Equal((second.Points, first.Points), (firstNow.Points, secondNow.Points));
        Assert.Equal((first.Part.Candidate, second.Part.Candidate), (firstNow.Part.Candidate, secondNow.Part.Candidate));
        Assert.NotEqual(first.Part.Candidate, second.Part.Candidate);
    }

    private static ScoreSheet Hold(int seed, WelderSkill skill) => VirtualBooth.Hold(new(seed, skill, new StationSettings())).Outcome.Sheet;

    private static SittingOutcome Verdict(ScoreSheet sheet) => Sittings.Of(sheet).Outcome;
}
