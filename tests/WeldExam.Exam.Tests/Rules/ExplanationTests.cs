using WeldExam.Exam.Rules;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Rules;

public sealed class ExplanationTests
{
    [Fact]
    public void A_check_is_explained_operator_by_operator_with_values_over_time()
    {
        var journal = Performance.Right().NoWelding().Weld(12, 15).Weld(20, 40, amperes: 180).Journal();
        var explanation = Assert.Single(Scoring.Explain(SamplePaper.Paper, journal, "K21.14.b"));
        Assert.Equal(Outcome.No, explanation.Verdict.Outcome);
        Assert.Equal(("fraction, while, atLeast: 0.8", Outcome.No), (explanation.Rule.Text, explanation.Rule.Outcome));
        var window = explanation.Rule.Conditions[0];
        Assert.Equal("signal: current, window: {taskCard: true}", window.Text);
        Assert.Equal((115m, 115m), Assert.Single(window.Over, part => part.Outcome == Outcome.Yes).Values);
        var arc = explanation.Rule.Conditions[1];
        Assert.Equal("arc: arc", arc.Text);
        var weld = Assert.Single(arc.Over, part => part.Values is { Least: 180, Most: 180 } && part.Outcome == Outcome.Yes);
        Assert.Equal((20, 39.9), (weld.Interval.Start.TotalSeconds, weld.Interval.End.TotalSeconds));
        Assert.Equal(TimeSpan.Zero, window.Over[0].Interval.Start);
        Assert.Equal(60, window.Over[^1].Interval.End.TotalSeconds);
    }

    [Fact]
    public void Joined_rules_and_conditions_stand_below_what_joins_them()
    {
        var explanations = Scoring.Explain(SamplePaper.Paper, Performance.Right().Journal(), "K21.14");
        Assert.Equal(["K21.14.a", "K21.14.b", "K21.14.c", "K21.14.d", "K21.14.v"], explanations.Select(one => one.Id));
        var veto = explanations[^1].Rule;
        Assert.Equal(["switch: estop, is: on", "arc: arc"], veto.Conditions[0].Conditions.Select(condition => condition.Text));
        var all = Assert.Single(Scoring.Explain(SamplePaper.Paper, Performance.Right().Journal(), "K21.16.a")).Rule;
        Assert.Equal(["eventually", "atEnd", "before: last, then: last"], all.Rules.Select(rule => rule.Text));
        Assert.All(all.Rules, rule => Assert.Equal(Outcome.Yes, rule.Outcome));
    }

    [Fact]
    public void What_is_explained_is_what_the_sheet_says()
    {
        var journal = Performance.Right().Hole(22, 30).Journal();
        var lines = Assert.IsType<ScoreSheet>(Scoring.Score(SamplePaper.Paper, journal)).Blocks.SelectMany(block => block.Items);
        foreach (var line in lines.SelectMany(item => item.Deductions).Where(line => line.Machine is not null))
        {
            var explanation = Assert.Single(Scoring.Explain(SamplePaper.Paper, journal, line.Id));
            Assert.Equal(line.Machine!.Outcome, explanation.Verdict.Outcome);
            Assert.Equal(line.Machine.Outcome, explanation.Rule.Outcome);
        }
    }

    [Fact]
    public void What_no_machine_checks_has_no_explanation() =>
        Assert.Empty(Scoring.Explain(SamplePaper.Paper, Performance.Right().Journal(), "K21.2.a"));
}
