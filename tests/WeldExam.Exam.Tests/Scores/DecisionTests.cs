using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Tests.Performances;
using static WeldExam.Exam.Tests.Scores.GoldenK21Tests;

namespace WeldExam.Exam.Tests.Scores;

public sealed class DecisionTests
{
    [Fact]
    public void A_deduction_counts_when_the_examiners_who_marked_agree()
    {
        var sheet = Sheet(Performance.Right().AllMet()
            .Mark(61, Performance.FirstExaminer, "K21.2", MarkKind.Deduct, "K21.2.a").Mark(61, Performance.SecondExaminer, "K21.2", MarkKind.Deduct, "K21.2.a"));
        Assert.Equal(97m, sheet.Points);
        Assert.Equal(Decision.Examiners, Line(sheet, "K21.2.a").Decision);
    }

    [Fact]
    public void Disagreement_is_open_until_it_is_overridden()
    {
        var performance = Performance.Right().AllMet().Mark(61, Performance.SecondExaminer, "K21.2", MarkKind.Deduct, "K21.2.a");
        var open = Sheet(performance);
        Assert.Equal(Decision.Disagreement, Line(open, "K21.2.a").Decision);
        Assert.Equal((null, 97m, 100m), (open.Points, open.Lowest, open.Highest));
        var resolved = Sheet(performance.Override(62, "K21.2.a", 1));
        Assert.Equal((97m, Decision.Override), (resolved.Points, Line(resolved, "K21.2.a").Decision));
    }

    [Fact]
    public void An_override_keeps_both_values()
    {
        var line = Line(Sheet(Performance.Right().Without("fan").AllMet().Override(61, "K21.1.b", 0)), "K21.1.b");
        Assert.Equal((1, 0), (line.MachineTimes, line.Times));
        Assert.Equal(("E-01", "E-02"), (line.Override!.By, line.Override.SecondBy));
    }

    [Fact]
    public void One_person_alone_overrides_nothing()
    {
        var alone = new Overridden(new(new Guid(77, 0, 0, new byte[8])), "E-01", "E-01", "K21.1", "K21.1.b", 0, "alone");
        var sheet = Sheet(Performance.Right().Without("fan").AllMet().Act(61, alone));
        Assert.Equal(["K21.1.b"], Applied(sheet));
        Assert.Contains("marksLeftOut", sheet.Notices);
    }

    [Fact]
    public void Marks_of_people_who_are_not_assigned_do_not_count()
    {
        var sheet = Sheet(Performance.Right().AllMet().Mark(61, "stranger", "K21.2", MarkKind.Deduct, "K21.2.a"));
        Assert.Equal(100m, sheet.Points);
        Assert.Contains("marksLeftOut", sheet.Notices);
    }

    [Fact]
    public void A_withdrawn_mark_is_as_if_it_had_not_been_made()
    {
        var sheet = Sheet(Performance.Right().AllMet()
            .Mark(61, Performance.SecondExaminer, "K21.2", MarkKind.Deduct, "K21.2.a").Mark(62, Performance.SecondExaminer, "K21.2", MarkKind.Withdraw, "K21.2.a"));
        Assert.Equal(100m, sheet.Points);
    }

    [Fact]
    public void Losses_stop_at_the_items_points()
    {
        var sheet = Sheet(Performance.Right().Without("fan").AllMet().Mark(61, Performance.FirstExaminer, "K21.1", MarkKind.Deduct, "K21.1.a"));
        Assert.Equal(["K21.1.a", "K21.1.b"], Applied(sheet));
        Assert.Equal(96m, sheet.Points);
    }

    [Fact]
    public void Losses_stop_at_the_blocks_points()
    {
        var marks = SamplePaper.Paper.Task("K11")!.Items.Select((item, i) => new Marked(
            new(new Guid(i, 0, 0, new byte[8])), "E-01", item.Id, null, item.Id.Length > 5 || item.Id == "K11.9" ? MarkKind.Deduct : MarkKind.Met, 1, null, string.Empty));
        var sheet = PartSheets.Manual("K1", "K11", marks);
        Assert.Equal(40m, sheet.Points);
        Assert.Equal(60m, sheet.Blocks[1].Lost);
        Assert.Equal(70m, sheet.Blocks[1].Items.Sum(item => item.Lost));
    }

    [Fact]
    public void Refusing_to_sign_costs_the_subject_where_the_paper_says_so()
    {
        var performance = Performance.Right().AllMet();
        var sheet = Sheet(performance);
        performance.Act(64, new Concluded(sheet.ToCanonicalJson(), sheet.Hash))
            .Act(65, new RefusedToSign(performance.NextCommand(), Signatory.Candidate, "candidate", sheet.Hash, "E-01"));
        Assert.Equal((0m, true), (Sheet(performance).Points, Sheet(performance).IsRefused));
        Assert.Equal(RefusalRule.ZeroSubject, SamplePaper.Paper.RefusalToSign);
    }

    [Fact]
    public void Marks_after_the_conclusion_change_nothing()
    {
        var performance = Performance.Right().AllMet();
        var sheet = Sheet(performance);
        performance.Act(64, new Concluded(sheet.ToCanonicalJson(), sheet.Hash)).Mark(65, "E-01", "K21.2", MarkKind.Deduct, "K21.2.a");
        Assert.Equal(sheet.ToCanonicalJson(), Sheet(performance).ToCanonicalJson());
    }

    private static DeductionLine Line(ScoreSheet sheet, string id) => Lines(sheet).Single(line => line.Id == id);
}
