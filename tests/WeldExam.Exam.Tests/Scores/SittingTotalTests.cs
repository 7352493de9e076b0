using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Tests.Performances;
using static WeldExam.Exam.Tests.Performances.PartSheets;

namespace WeldExam.Exam.Tests.Scores;

[Trait("Clause", "安监总宣教〔2014〕139号")]
public sealed class SittingTotalTests
{
    private static readonly ScoreSheet K1 = Lost("K1", "K11");
    private static readonly ScoreSheet K2 = GoldenK21Tests.Sheet(Performance.Right().AllMet());
    private static readonly ScoreSheet K4 = Lost("K4", "K42");

    [Fact]
    public void Weights_are_20_40_20_20()
    {
        var result = Result(Part(1, K1), Part(2, GoldenK21Tests.Sheet(Performance.Right().Without("fan").AllMet())), Part(3, K3(0, 0)), Part(4, K4));
        Assert.Equal(99.2m, result.Total);
        Assert.Equal(SittingOutcome.Passed, result.Outcome);
    }

    [Fact]
    public void Exactly_80_passes_and_a_hair_less_fails()
    {
        Assert.Equal((80m, SittingOutcome.Passed), Verdict(Result(Part(1, K1), Part(2, K2), Part(3, K3(5, 5)), Part(4, K4))));
        var vetoed = K2 with { Points = 99.99m };
        Assert.Equal((79.996m, SittingOutcome.Failed), Verdict(Result(Part(1, K1), Part(2, vetoed), Part(3, K3(5, 5)), Part(4, K4))));
    }

    [Fact]
    public void A_veto_fails_with_all_points_shown()
    {
        var vetoed = GoldenK21Tests.Sheet(Performance.Right().Switch(25, "estop", true).AllMet().Mark(61, "E-01", "K21.14", MarkKind.Confirm, "K21.14.v"));
        var result = Result(Part(1, K1), Part(2, vetoed), Part(3, K3(0, 0)), Part(4, K4));
        Assert.Equal((100m, SittingOutcome.Failed), Verdict(result));
    }

    [Fact]
    public void A_missing_subject_leaves_the_total_open()
    {
        var result = Result(Part(1, K1), Part(2, K2), Part(4, K4));
        Assert.Equal((null, SittingOutcome.Incomplete), Verdict(result));
        Assert.Equal("K3: missing", Assert.Single(result.Open));
    }

    [Fact]
    public void A_repeated_part_replaces_the_one_it_names()
    {
        var broken = Manual("K1", "K11", [], EndReason.EquipmentFault);
        var again = K1 with { Part = K1.Part with { Replaces = Journal(1) } };
        var result = Result(Part(1, broken), Part(5, again), Part(2, K2), Part(3, K3(0, 0)), Part(4, K4));
        Assert.Equal((100m, SittingOutcome.Passed), Verdict(result));
        Assert.Equal(Journal(1), Assert.Single(result.Replaced));
        Assert.Equal(SittingOutcome.Incomplete, Result(Part(1, broken), Part(2, K2), Part(3, K3(0, 0)), Part(4, K4)).Outcome);
        Assert.Equal(SittingOutcome.Incomplete, Result(Part(1, K1), Part(5, K1), Part(2, K2), Part(3, K3(0, 0)), Part(4, K4)).Outcome);
    }

    [Fact]
    public void The_order_in_which_parts_arrive_does_not_matter()
    {
        PartResult[] parts = [Part(1, K1), Part(2, K2), Part(3, K3(1, 0)), Part(4, K4)];
        Assert.Equal(Result(parts).ToCanonicalJson(), Result([.. parts.Reverse()]).ToCanonicalJson());
    }

    [Theory]
    [InlineData(EndReason.GaveUp, SittingOutcome.GaveUp)]
    [InlineData(EndReason.Disqualified, SittingOutcome.Disqualified)]
    [InlineData(EndReason.Stopped, SittingOutcome.StoppedForSafety)]
    public void How_a_part_ended_decides_the_outcome(EndReason reason, SittingOutcome outcome) =>
        Assert.Equal(outcome, Result(Part(1, Manual("K1", "K11", [], reason)), Part(2, K2)).Outcome);

    [Fact]
    public void Parts_of_different_candidates_make_no_total()
    {
        var other = K1 with { Part = K1.Part with { Candidate = "somebody else" } };
        Assert.IsType<NotPossible>(SittingTotal.Of(SamplePaper.Paper, [Part(1, other), Part(2, K2)]));
    }

    private static ScoreSheet K3(int missed, int wrong) => Lost("K3", "K31", ("K31.1.a", missed), ("K31.2.a", wrong)) is var sheet && missed == 0 && wrong == 0
        ? Lost("K3", "K31")
        : sheet;

    private static (decimal? Total, SittingOutcome Outcome) Verdict(SittingResult result) => (result.Total, result.Outcome);

    private static JournalId Journal(int number) => new(new Guid(number, 1, 0, new byte[8]));

    private static PartResult Part(int number, ScoreSheet sheet) => new(Journal(number), Hash256.Of([(byte)number]), sheet);

    private static SittingResult Result(params PartResult[] parts) => Assert.IsType<SittingResult>(SittingTotal.Of(SamplePaper.Paper, parts));
}
