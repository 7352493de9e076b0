using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;

namespace WeldExam.Station.Tests.Flow;

/// <summary>A box that no centre has ever reached.</summary>
public sealed class PracticeTests : IDisposable
{
    private readonly Bench _bench = new(new() { HasRoster = false, PapersAreIssued = false });

    [Fact]
    public void Without_any_roster_a_sound_card_practises_under_a_name_that_says_so()
    {
        var part = _bench.OpenPart();
        _bench.Perform(part);
        _bench.MarkAll(part);
        _bench.Close(part);
        var reading = _bench.Reading(part);
        var opening = reading.Opened!.Part!;
        Assert.StartsWith("PRACTICE-", opening.Candidate, StringComparison.Ordinal);
        Assert.Equal((ExamMode.Practice, "K2", _bench.Paper.Hash), (opening.Mode, Assert.Single(opening.Subjects), opening.Paper));
        var identity = reading.Entries.Select(recorded => recorded.Entry).OfType<IdentityChecked>().Single();
        Assert.Equal([("idCard", true), ("roster", false)], identity.Factors.Select(factor => (factor.Factor, factor.Passed)));
        var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(_bench.Paper, [.. reading.Entries]));
        Assert.Equal((ExamMode.Practice, 100m), (sheet.Part.Mode, sheet.Points));
        Assert.Equal(sheet.Hash, reading.Seal!.SheetHash);
    }

    [Fact]
    public void Each_identification_is_a_sitting_of_its_own_that_leads_to_nobody()
    {
        var (one, again) = (_bench.Present().Candidate!, _bench.Present().Candidate!);
        Assert.NotEqual(one.Pseudonym, again.Pseudonym);
        Assert.NotEqual(one.Sitting, again.Sitting);
    }

    [Fact]
    public void A_restart_takes_the_practice_up_again()
    {
        var part = _bench.OpenPart();
        _bench.Restart();
        Assert.Equal(part, _bench.Part.Journal);
        _bench.Wait(2);
        _bench.Perform(part);
    }

    [Fact]
    public void A_card_that_is_not_sound_practises_nothing()
    {
        var refused = _bench.Ask(loop => loop.Present(new Drivers.IdCards.CardRefused(loop.Now, Drivers.IdCards.CardRefusal.Expired), "reader-1"));
        Assert.Equal(["identity.refused"], _bench.Codes(_bench.Open(_bench.Request(refused))));
    }

    [Fact]
    public void An_exam_is_never_held_without_a_roster()
    {
        using var bench = new Bench(new() { HasRoster = false, Mode = ExamMode.Exam });
        var verdict = bench.Present();
        Assert.Equal((false, null), (verdict.IsAccepted, verdict.Candidate));
        Assert.Equal(["identity.refused: roster: NoRoster"], bench.Reasons(bench.Open(bench.Request(verdict))).Select(reason => reason.ToString()));
    }

    public void Dispose() => _bench.Dispose();
}
