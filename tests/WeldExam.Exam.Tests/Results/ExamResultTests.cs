using CsCheck;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Results;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Tests.Performances;
using static WeldExam.Exam.Tests.Results.ResitOfferTests;

namespace WeldExam.Exam.Tests.Results;

[Trait("Clause", "practice §3 life cycle of a result")]
public sealed class ExamResultTests
{
    private static readonly SittingResult Total = Settled(85);
    private static readonly SittingResult Better = Settled(95);
    private static readonly ExamResult Fresh = ExamResult.Sealed(Total, ["E-01", "E-02"]);

    [Fact]
    public void A_result_is_verified_confirmed_and_published_in_that_order()
    {
        var result = Fresh.Take(new ResultVerified()).Take(new ResultConfirmed("C-01")).Take(new ResultPublished(new(2026, 12, 1)));
        Assert.Equal((ResultStatus.Published, 0), (result.Status, result.Revision));
        Assert.Equal(ResultRefusal.NotVerified, Fresh.Refuses(new ResultConfirmed("C-01")));
        Assert.Equal(ResultRefusal.NotConfirmed, Fresh.Take(new ResultVerified()).Refuses(new ResultPublished(default)));
        Assert.Equal(ResultRefusal.NotNow, result.Refuses(new ResultVerified()));
    }

    [Fact]
    public void Practice_simulated_devices_and_open_decisions_are_never_confirmed()
    {
        Assert.Equal(ResultRefusal.NoExam, Verified(Total with { IsTest = true }).Refuses(new ResultConfirmed("C-01")));
        Assert.Equal(ResultRefusal.NoExam, Verified(Total with { Mode = ExamMode.Practice }).Refuses(new ResultConfirmed("C-01")));
        Assert.Equal(ResultRefusal.Incomplete, Verified(Total with { Outcome = SittingOutcome.Incomplete }).Refuses(new ResultConfirmed("C-01")));
    }

    [Fact]
    public void An_objection_holds_the_result_until_two_people_who_did_not_judge_have_decided()
    {
        var open = Fresh.Take(new ResultVerified()).Take(new ObjectionRaised(1, ["K21.2.a"]));
        Assert.Equal(ResultRefusal.UnderObjection, open.Refuses(new ResultConfirmed("C-01")));
        Assert.Equal(ResultRefusal.OwnJudgement, open.Refuses(new ObjectionDecided(1, "E-02", "C-02", "seen", null)));
        Assert.Equal(ResultRefusal.OwnJudgement, open.Refuses(new ObjectionDecided(1, "C-02", "E-01", "seen", null)));
        Assert.Equal(ResultRefusal.SamePersonTwice, open.Refuses(new ObjectionDecided(1, "C-02", "C-02", "seen", null)));
        Assert.Equal(ResultRefusal.ReasonMissing, open.Refuses(new ObjectionDecided(1, "C-02", "C-03", " ", null)));
        Assert.Equal(ResultRefusal.NoSuchObjection, open.Refuses(new ObjectionDecided(2, "C-02", "C-03", "seen", null)));
        Assert.Equal(ResultRefusal.NumberUsed, open.Refuses(new ObjectionRaised(1, [])));
        var kept = open.Take(new ObjectionDecided(1, "C-02", "C-03", "the evidence stands", null));
        Assert.Equal((Total, 0, ResultStatus.Confirmed), (kept.Total, kept.Revision, kept.Take(new ResultConfirmed("C-01")).Status));
    }

    [Fact]
    public void An_upheld_objection_after_publication_makes_a_revision_that_must_be_confirmed_again()
    {
        var published = Fresh.Take(new ResultVerified()).Take(new ResultConfirmed("C-01")).Take(new ResultPublished(default));
        var revised = published.Take(new ObjectionRaised(1, [])).Take(new ObjectionDecided(1, "C-02", "C-03", "mask was on", Better));
        Assert.Equal((Better, 1, ResultStatus.Verified), (revised.Total, revised.Revision, revised.Status));
        Assert.Equal(ResultRefusal.NotConfirmed, revised.Refuses(new ResultPublished(default)));
        Assert.Equal(5, revised.History.Length);
    }

    [Fact]
    public void A_revision_is_of_the_same_sitting_candidate_and_paper()
    {
        Assert.Equal(ResultRefusal.OtherSitting, Fresh.Refuses(new ResultCorrected("C-02", "C-03", "typing error", Better with { Candidate = "another" })));
        Assert.Equal(ResultRefusal.OtherSitting, Fresh.Refuses(new ResultCorrected("C-02", "C-03", "typing error", Better with { Sitting = new(new Guid(77, 0, 0, new byte[8])) })));
        Assert.Equal(ResultStatus.Provisional, Fresh.Take(new ResultCorrected("C-02", "C-03", "typing error", Better)).Status);
    }

    [Fact]
    public void Nothing_follows_an_annulment()
    {
        Assert.Equal(ResultRefusal.SamePersonTwice, Fresh.Refuses(new ResultAnnulled("C-01", "C-01", "forged")));
        var annulled = Fresh.Take(new ResultAnnulled("C-01", "C-02", "forged"));
        Assert.All<ResultAct>(
            [new ResultVerified(), new ResultConfirmed("C-01"), new ResultPublished(default), new ObjectionRaised(9, []), new ResultAnnulled("C-01", "C-02", "again")],
            act => Assert.Equal(ResultRefusal.Annulled, annulled.Refuses(act)));
    }

    [Fact]
    public void Whatever_is_tried_in_whatever_order_a_published_result_was_verified_and_confirmed_since_its_last_revision()
    {
        ResultAct[] acts =
        [
            new ResultVerified(), new ResultConfirmed("C-01"), new ResultPublished(default), new ObjectionRaised(1, []), new ObjectionRaised(2, []),
            new ObjectionDecided(1, "C-02", "C-03", "r", null), new ObjectionDecided(2, "C-02", "C-03", "r", Better), new ResultCorrected("C-02", "C-03", "r", Total),
            new ObjectionDecided(1, "E-01", "C-03", "r", Better), new ResultAnnulled("C-01", "C-02", "r"),
        ];
        Gen.Int[0, acts.Length - 1].Array[0, 14].Sample(tries =>
        {
            var result = Fresh;
            foreach (var index in tries)
            {
                if (result.Refuses(acts[index]) is null)
                    result = result.Take(acts[index]);
                else
                    Assert.Throws<InvalidOperationException>(() => result.Take(acts[index]));
            }

            var since = result.History.Skip(result.History.IndexOf(result.History.LastOrDefault(act => act is ResultCorrected or ObjectionDecided { Revised: not null })!) + 1).ToArray();
            Assert.True(result.Status != ResultStatus.Published || since.OfType<ResultConfirmed>().Any());
            Assert.True(result.Status is ResultStatus.Provisional or ResultStatus.Annulled || result.History.OfType<ResultVerified>().Count() == 1);
            Assert.Equal(result.Revision, result.History.Count(act => act is ResultCorrected or ObjectionDecided { Revised: not null }));
        });
    }

    private static ExamResult Verified(SittingResult total) => ExamResult.Sealed(total, []).Take(new ResultVerified());

    private static SittingResult Settled(decimal k2) => Assert.IsType<SittingResult>(SittingTotal.Of(
        SamplePaper.Paper, Parts(Sheet("K1", 85), Sheet("K2", k2), Sheet("K3", 90), Sheet("K4", 80))));
}
