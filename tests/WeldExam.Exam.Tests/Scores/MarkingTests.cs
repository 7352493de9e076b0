using System.Text;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Tests.Performances;
using static WeldExam.Exam.Tests.Scores.GoldenK21Tests;

namespace WeldExam.Exam.Tests.Scores;

/// <summary>Two examiners mark each by themselves; what they cannot agree on goes to the chief examiner.</summary>
public sealed class MarkingTests
{
    private const string Chief = "C-01";
    private const string Item = "K21.2";
    private const string Deduction = "K21.2.a"; // 3 points, manual

    [Theory]
    [InlineData(3, 100, Decision.Examiners)] // as far as the limit: for the candidate
    [InlineData(2.9, null, Decision.Disagreement)]
    public void A_difference_within_the_limit_is_settled_for_the_candidate(double limit, int? points, Decision decision)
    {
        var sheet = Sheet((decimal)limit, one => one.Mark(61, Performance.SecondExaminer, Item, MarkKind.Deduct, Deduction));
        Assert.Equal((points, decision), (sheet.Points, LineOf(sheet).Decision));
    }

    [Theory]
    [InlineData(MarkKind.Deduct, 97, 1)]
    [InlineData(MarkKind.Met, 100, 0)]
    public void A_larger_difference_is_decided_by_the_chief_examiner(MarkKind said, int points, int times)
    {
        var sheet = Sheet(0, one => one.Mark(61, Performance.SecondExaminer, Item, MarkKind.Deduct, Deduction).Mark(63, Chief, Item, said, Deduction));
        Assert.Equal((points, Decision.ChiefExaminer, times), (sheet.Points, LineOf(sheet).Decision, LineOf(sheet).Times));
    }

    [Fact]
    public void The_chief_examiner_cannot_outvote_examiners_who_agree()
    {
        var sheet = Sheet(0, one => one.Mark(63, Chief, Item, MarkKind.Deduct, Deduction));
        Assert.Equal((100m, Decision.Examiners), (sheet.Points, LineOf(sheet).Decision));
    }

    [Fact]
    public void One_examiner_alone_does_not_decide()
    {
        var sheet = Sheet(0, one => one.Mark(61, Performance.SecondExaminer, Item, MarkKind.Withdraw), Deduction);
        Assert.Null(sheet.Points);
        Assert.Equal((Decision.ManualMissing, (int?)null), (LineOf(sheet).Decision, LineOf(sheet).Times));
    }

    [Fact]
    public void The_chief_examiner_does_not_stand_in_for_an_examiner()
    {
        var sheet = Sheet(0, one => one.Mark(61, Performance.SecondExaminer, Item, MarkKind.Withdraw).Mark(63, Chief, Item, MarkKind.Met, Deduction), Deduction);
        Assert.Equal(Decision.ManualMissing, LineOf(sheet).Decision);
    }

    [Fact]
    public void The_order_of_the_marks_does_not_matter()
    {
        var one = Sheet(0, part => part.Mark(61, Performance.SecondExaminer, Item, MarkKind.Deduct, Deduction).Mark(61.5, Chief, Item, MarkKind.Deduct, Deduction));
        var other = Sheet(0, part => part.Mark(61, Chief, Item, MarkKind.Deduct, Deduction).Mark(61.5, Performance.SecondExaminer, Item, MarkKind.Deduct, Deduction));
        Assert.Equal((one.Points, LineOf(one).Decision), (other.Points, LineOf(other).Decision));
    }

    [Theory]
    [InlineData("{examiners: 3, limitPoints: 0}", "marking.examiners")]
    [InlineData("{examiners: 0, limitPoints: 0}", "marking.examiners")]
    [InlineData("{examiners: 2, limitPoints: -1}", "marking.limitPoints")]
    [InlineData("{examiners: 2}", "marking.limitPoints")]
    [InlineData("{examiners: 2, limitPoints: 0, chief: yes}", "marking.chief")]
    public void Wrong_rules_of_marking_are_named(string marking, string field)
    {
        var refused = Assert.IsType<PaperRefused>(PaperReader.Read("paper.yaml", Bytes(marking)));
        Assert.Contains(refused.Errors, error => error.Field == field);
    }

    private static byte[] Bytes(string marking) => Encoding.UTF8.GetBytes(
        SamplePaper.Text.Replace("requiredExaminers: 2", $"requiredExaminers: 2\nmarking: {marking}", StringComparison.Ordinal));

    /// <summary>A part in which everything is met in both examiners' eyes but for <paramref name="acts"/>; the chief examiner is assigned too.</summary>
    private static ScoreSheet Sheet(decimal limit, Func<Performance, Performance> acts, string? unmarked = null)
    {
        var paper = SamplePaper.Read(Bytes($"{{examiners: 2, limitPoints: {limit}}}"));
        var part = Performance.Right(paper).Act(-5, new Assigned([
            new(Performance.FirstExaminer, StaffRole.Examiner), new(Performance.SecondExaminer, StaffRole.Examiner), new(Chief, StaffRole.ChiefExaminer)]));
        foreach (var item in paper.Task("K21")!.Items)
        {
            part.Mark(60.5, Performance.FirstExaminer, item.Id, MarkKind.Met);
            if (unmarked is null || item.Id != Item)
                part.Mark(60.5, Performance.SecondExaminer, item.Id, MarkKind.Met);
        }

        return Assert.IsType<ScoreSheet>(Scoring.Score(paper, acts(part).Journal()));
    }

    private static DeductionLine LineOf(ScoreSheet sheet) => Lines(sheet).Single(line => line.Id == Deduction);
}
