using WeldExam.Exam.Journal;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Scores;

public sealed class GoldenK21Tests
{
    [Fact]
    public void A_right_performance_gets_all_points_once_the_manual_items_are_marked()
    {
        var sheet = Sheet(Performance.Right().AllMet());
        Assert.Empty(Applied(sheet));
        Assert.Empty(sheet.Pending);
        Assert.Equal(100m, sheet.Points);
        Assert.True(sheet.IsComplete);
        Assert.True(sheet.IsSample);
        Assert.True(sheet.IsTest);
        Assert.Equal(TimeSpan.FromSeconds(60), sheet.Examined);
    }

    [Fact]
    public void Without_marks_every_automatic_line_is_judged_and_the_manual_ones_are_pending()
    {
        var sheet = Sheet(Performance.Right());
        Assert.Null(sheet.Points);
        Assert.Equal(100m, sheet.Highest);
        Assert.All(Lines(sheet), line => Assert.True(line.Machine is null or { Outcome: Outcome.Yes }, $"{line.Id}: {line.Machine}"));
        Assert.All(Lines(sheet).Where(line => line.Times is null), line => Assert.Equal(Decision.ManualMissing, line.Decision));
    }

    [Theory]
    [InlineData("fan", "K21.1.b")]
    [InlineData("main", "K21.7.a", "K21.11.a", "K21.18.a", "K21.19.a")]
    [InlineData("clamp_rest", "K21.10.a", "K21.15.a")]
    public void A_step_left_out_costs_its_items(string signal, params string[] expected)
    {
        // without the main switch the evidence contradicts itself, so what rests on it is the examiners' decision
        var sheet = Sheet(Performance.Right().Without(signal).AllMet());
        if (signal == "main")
        {
            Assert.Equal("K21.C1", Assert.Single(sheet.Conflicts).Id);
            Assert.Empty(Applied(sheet));
            return;
        }

        Assert.Equal(expected, Applied(sheet));
    }

    [Fact]
    public void Wrong_orders_are_told()
    {
        var wrong = Performance.Right().Without("main").Without("rcd")
            .Switch(5, "main", true).Switch(4, "rcd", true).Switch(48, "main", false).Switch(49, "rcd", false);
        Assert.Equal(["K21.11.a", "K21.19.a"], Applied(Sheet(wrong.AllMet())));
    }

    [Fact]
    public void A_weld_without_trial_and_too_short_costs_both()
    {
        var sheet = Sheet(Performance.Right().NoWelding().Weld(20, 32).AllMet());
        Assert.Equal(["K21.13.a", "K21.14.a"], Applied(sheet));
    }

    [Fact]
    public void Leaving_everything_on_costs_the_closing_items()
    {
        var sheet = Sheet(Performance.Right().Without("machine").Without("rcd")
            .Switch(5, "rcd", true).Switch(6, "machine", true).AllMet());
        Assert.Equal(["K21.16.a", "K21.17.a", "K21.19.a"], Applied(sheet));
    }

    [Fact]
    public void Current_outside_the_card_costs_the_window_item_and_names_the_seconds()
    {
        var sheet = Sheet(Performance.Right().NoWelding().Weld(12, 15).Weld(20, 40, amperes: 180).AllMet());
        var line = Lines(sheet).Single(line => line.Id == "K21.14.b");
        Assert.Equal(1, line.Times);
        var seconds = Assert.Single(line.Machine!.Evidence);
        Assert.InRange(seconds.Start.TotalSeconds, 19.9, 20.1);
        Assert.InRange(seconds.End.TotalSeconds, 39.8, 40.1);
        Assert.Equal(["current", "voltage"], line.Signals);
    }

    [Fact]
    public void Stuck_electrodes_and_interruptions_cost_each_time_over_the_limit()
    {
        var sheet = Sheet(Performance.Right().NoWelding().Weld(12, 15).Weld(20, 26).Weld(28.5, 32).Weld(34.5, 42)
            .Weld(16, 17, 150, 3).Weld(17.5, 18.5, 150, 3).Weld(18.8, 19.5, 150, 3).AllMet());
        Assert.Equal((2, 1), (Times(sheet, "K21.14.c"), Times(sheet, "K21.14.d")));
    }

    [Fact]
    [Trait("Clause", "domain §3.2")]
    public void A_hole_turns_items_into_the_examiners_decision_never_into_a_deduction()
    {
        var sheet = Sheet(Performance.Right().Hole(22, 30));
        Assert.Empty(Applied(sheet));
        Assert.Equal(Decision.EvidenceUnknown, Lines(sheet).Single(line => line.Id == "K21.14.a").Decision);
        Assert.Contains("K21.14.a", sheet.Pending);
    }

    [Fact]
    public void An_arc_under_emergency_stop_is_proposed_and_vetoes_once_confirmed()
    {
        var performance = Performance.Right().Switch(25, "estop", true).Switch(38, "estop", false);
        var open = Sheet(performance);
        Assert.Equal(Decision.ConfirmationMissing, Lines(open).Single(line => line.Id == "K21.14.v").Decision);
        Assert.False(open.IsVetoed);
        var confirmed = Sheet(performance.AllMet().Mark(61, Performance.FirstExaminer, "K21.14", MarkKind.Confirm, "K21.14.v"));
        Assert.True(confirmed.IsVetoed);
        Assert.Equal(100m, confirmed.Points);
    }

    [Fact]
    public void The_canonical_json_reads_back_to_the_same_bytes()
    {
        var sheet = Sheet(Performance.Right().Hole(22, 30).Override(60.6, "K21.14.a", 1).Mark(60.7, Performance.SecondExaminer, "K21.2", MarkKind.Deduct, "K21.2.a"));
        var json = sheet.ToCanonicalJson();
        var read = ScoreSheet.Parse(json);
        Assert.Equal(json, read.ToCanonicalJson());
        Assert.Equal(sheet.Hash, read.Hash);
    }

    internal static ScoreSheet Sheet(Performance performance) =>
        Assert.IsType<ScoreSheet>(Scoring.Score(SamplePaper.Paper, performance.Journal()));

    internal static IEnumerable<DeductionLine> Lines(ScoreSheet sheet) => sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions);

    internal static string[] Applied(ScoreSheet sheet) => [.. Lines(sheet).Where(line => line.Times > 0).Select(line => line.Id)];

    private static int? Times(ScoreSheet sheet, string id) => Lines(sheet).Single(line => line.Id == id).Times;
}
