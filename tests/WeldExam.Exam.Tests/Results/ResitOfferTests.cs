using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Results;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Results;

[Trait("Clause", "domain §2 attempts and re-sits")]
public sealed class ResitOfferTests
{
    private static readonly DateOnly Sealed = new(2026, 11, 23);
    private static readonly PaperTerms Terms = PaperTerms.None with { Resit = ResitScope.FailedSubjects, Attempts = 5, ValidityDays = 365 };

    [Fact]
    public void Only_the_failed_subjects_are_sat_again_where_the_paper_says_so()
    {
        var offer = Offer(Terms, Sheet("K1", 85), Sheet("K2", 70), Sheet("K3", 79.99m), Sheet("K4", 80));
        Assert.True(offer.IsOpen);
        Assert.Equal(["K2", "K3"], offer.Subjects);
        Assert.Equal(["K1", "K4"], offer.Keeps);
        Assert.Equal((4, Sealed.AddDays(365)), (offer.AttemptsLeft, offer.KeptUntil));
        Assert.Equal([new("K2", ResitReason.BelowPass), new("K3", ResitReason.BelowPass)], offer.Reasons);
    }

    [Theory]
    [InlineData(ResitScope.All, ResitReason.EverySubject)]
    [InlineData(null, ResitReason.ScopeNotStated)]
    public void Every_subject_is_sat_again_where_the_paper_says_so_or_says_nothing(ResitScope? scope, ResitReason reason)
    {
        var offer = Offer(Terms with { Resit = scope }, Sheet("K1", 85), Sheet("K2", 60), Sheet("K3", 80), Sheet("K4", 80));
        Assert.Equal(["K1", "K2", "K3", "K4"], offer.Subjects);
        Assert.Empty(offer.Keeps);
        Assert.Null(offer.KeptUntil);
        Assert.Equal([ResitReason.BelowPass, reason], offer.Reasons.Select(note => note.Reason));
    }

    [Fact]
    public void A_veto_a_refusal_a_stop_and_giving_up_are_each_a_reason()
    {
        Assert.Equal(new("K2", ResitReason.Vetoed), Only(Sheet("K2", 100) with { IsVetoed = true }));
        Assert.Equal(new("K2", ResitReason.RefusedToSign), Only(Sheet("K2", 0) with { IsRefused = true }));
        Assert.Equal(new("K2", ResitReason.StoppedForSafety), Only(Sheet("K2", 90) with { Outcome = PartOutcome.StoppedForSafety }));
        Assert.Equal(new("K2", ResitReason.GaveUp), Only(Sheet("K2", 90) with { Outcome = PartOutcome.GaveUp }));

        static ResitNote Only(ScoreSheet k2) => Assert.Single(Offer(Terms, Sheet("K1", 85), k2, Sheet("K3", 80), Sheet("K4", 80)).Reasons);
    }

    [Fact]
    public void An_equipment_fault_is_repeated_in_the_same_attempt()
    {
        var offer = Offer(Terms with { Attempts = 1 }, Sheet("K1", 20), Sheet("K2", 0) with { Outcome = PartOutcome.EquipmentFault }, Sheet("K3", 80), Sheet("K4", 80));
        Assert.Equal((true, 0), (offer.IsOpen, offer.AttemptsLeft));
        Assert.Equal(["K2"], offer.Subjects);
        Assert.Equal([new("K2", ResitReason.EquipmentFault)], offer.Reasons);
    }

    [Fact]
    public void After_the_last_attempt_nothing_is_offered()
    {
        var offer = Offer(Terms with { Attempts = 1 }, Sheet("K1", 85), Sheet("K2", 70), Sheet("K3", 80), Sheet("K4", 80));
        Assert.Equal((false, 0), (offer.IsOpen, offer.AttemptsLeft));
        Assert.Empty(offer.Subjects);
        Assert.Equal([ResitReason.BelowPass, ResitReason.AttemptsUsed], offer.Reasons.Select(note => note.Reason));
        Assert.Null(Offer(Terms with { Attempts = null }, Sheet("K1", 85), Sheet("K2", 70), Sheet("K3", 80), Sheet("K4", 80)).AttemptsLeft);
    }

    [Fact]
    public void Nothing_is_offered_after_a_pass_in_practice_when_disqualified_or_while_something_is_open()
    {
        Assert.Equal(ResitReason.Passed, Closed(Sheet("K2", 80)));
        Assert.Equal(ResitReason.Disqualified, Closed(Sheet("K2", 80) with { Outcome = PartOutcome.Disqualified }));
        Assert.Equal(ResitReason.NotSettled, Closed(Sheet("K2", 80) with { Points = null }));
        Assert.Equal(ResitReason.Practice, Closed(Sheet("K2", 30) with { Part = Sheet("K2", 0).Part with { Mode = ExamMode.Practice } }));

        static ResitReason Closed(ScoreSheet k2)
        {
            var offer = Offer(Terms, Sheet("K1", 85), k2, Sheet("K3", 80), Sheet("K4", 80));
            Assert.False(offer.IsOpen);
            return Assert.Single(offer.Reasons).Reason;
        }
    }

    internal static ScoreSheet Sheet(string subject, decimal points)
    {
        var task = SamplePaper.Paper.Tasks.First(task => task.Subject == subject).Id;
        var sheet = PartSheets.Lost(subject, task);
        return sheet with { Points = points, Part = sheet.Part with { Mode = ExamMode.Exam, IsTest = false } };
    }

    internal static IReadOnlyList<PartResult> Parts(params ScoreSheet[] sheets) =>
        [.. sheets.Select((sheet, i) => new PartResult(new(new Guid(i + 1, 0, 0, new byte[8])), default, sheet))];

    private static ResitOffer Offer(PaperTerms terms, params ScoreSheet[] sheets)
    {
        var paper = SamplePaper.Paper with { Terms = terms };
        var parts = Parts(sheets);
        return ResitOffer.Of(paper, parts, Assert.IsType<SittingResult>(SittingTotal.Of(paper, parts)), Sealed);
    }
}
