using WeldExam.Drivers.IdCards;
using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Flow;

[Trait("Clause", "promise 18")]
public sealed class RefusalTests : IDisposable
{
    private readonly Bench _bench = new();

    [Fact]
    public void No_part_opens_without_a_fresh_accepted_identity_that_serves_once()
    {
        var request = _bench.Request(_bench.Present());
        Assert.Equal(["identity.unknown"], _bench.Codes(_bench.Open(request with { Identity = new Guid(5, 0, 0, new byte[8]) })));
        _bench.Wait(601);
        Assert.Equal(["identity.stale"], _bench.Codes(_bench.Open(request)));
        var expired = _bench.Ask(loop => loop.Present(new CardRefused(loop.Now, CardRefusal.Expired), "reader-1"));
        Assert.Equal(["identity.refused: idCard: Expired"], _bench.Reasons(_bench.Open(_bench.Request(expired))).Select(reason => reason.ToString()));
        var stranger = _bench.Ask(loop => loop.Present(TestRoster.Card("110105199001011234", loop.Now), "reader-1"));
        Assert.Equal(["identity.refused: roster: NotOnRoster"], _bench.Reasons(_bench.Open(_bench.Request(stranger))).Select(reason => reason.ToString()));
        var used = _bench.Request(_bench.Present());
        var part = Assert.IsType<Done>(_bench.Open(used)).Journal;
        Assert.Equal(["part.open"], _bench.Codes(_bench.Open(used with { Command = _bench.Command() })));
        Assert.Equal(part, _bench.Part.Journal);
    }

    [Fact]
    public void Each_reason_against_a_part_has_its_code()
    {
        Refuses("paper.untrusted", request => request with { Paper = Exam.Hash256.Of("other"u8) });
        Refuses("task.unknown", request => request with { Task = "K99" });
        Refuses("staff.tooFew", request => request with { Staff = [new(Bench.First, StaffRole.Examiner), new(Bench.First, StaffRole.ChiefExaminer)] });
        Refuses("taskCard.missing", request => request with { TaskCard = null });
        Refuses("taskCard.window", request => request with { TaskCard = Bench.Card with { CurrentMax = 90 } });
        Refuses("startState.missing", request => request with { Ticked = [] });
        _bench.Work.Stuck["holder_rest"] = 0;
        _bench.Wait(1);
        Refuses("startState.missing", request => request);
        _bench.Work.Stuck.Clear();
        _bench.Wait(1);
        Assert.IsType<Done>(_bench.Open(_bench.Request(_bench.Present())));
    }

    [Fact]
    public void Only_a_task_that_was_drawn_for_the_candidate_opens()
    {
        using var bench = new Bench(new() { Drawn = ["K11", "K22"] });
        var request = bench.Request(bench.Present());
        Assert.Equal(["task.notDrawn: K21; K11, K22"], bench.Reasons(bench.Open(request)).Select(reason => reason.ToString()));
        using var drawn = new Bench(new() { Drawn = ["K11", "K21"] });
        Assert.IsType<Done>(drawn.Open(drawn.Request(drawn.Present())));
    }

    [Fact]
    public void All_reasons_come_at_once()
    {
        var codes = _bench.Codes(_bench.Open(_bench.Request(_bench.Present()) with { TaskCard = null, Staff = [], Ticked = [] }));
        Assert.Equal(["staff.tooFew", "taskCard.missing", "startState.missing"], codes);
    }

    [Fact]
    public void A_subject_is_held_once_unless_the_new_part_names_the_one_it_repeats()
    {
        var first = _bench.OpenPart();
        Assert.IsType<Done>(_bench.Act(first, new SubjectEnded(_bench.Command(), Bench.First, EndReason.EquipmentFault)));
        _bench.MarkNothingAndClose(first);
        var request = _bench.Request(_bench.Present());
        Assert.Equal(["task.alreadyHeld"], _bench.Codes(_bench.Open(request)));
        Assert.IsType<Done>(_bench.Open(request with { Replaces = first }));
    }

    [Fact]
    public void In_exam_mode_the_paper_must_be_the_roster_s_and_issued_and_no_sample()
    {
        var exam = TestPaper.Read(TestPaper.Text.Replace("status: sample", "status: verified", StringComparison.Ordinal));
        var other = TestPaper.Read(TestPaper.Text.Replace("status: sample", "status: verified", StringComparison.Ordinal).Replace("pass: 80", "pass: 70", StringComparison.Ordinal));
        using var bench = new Bench(new() { Mode = ExamMode.Exam, Drawn = ["K21"], Papers = [exam, other, TestPaper.Sample], PapersAreIssued = false });
        var request = bench.Request(bench.Present());
        Assert.Equal(["paper.notIssued"], bench.Codes(bench.Open(request)));
        Assert.Equal(["paper.notTheRosters", "paper.notIssued"], bench.Codes(bench.Open(request with { Paper = other.Hash })));
        Assert.Contains("paper.sample", bench.Codes(bench.Open(request with { Paper = TestPaper.Sample.Hash })));
    }

    [Fact]
    public void Nothing_is_concluded_before_it_settled_nor_with_decisions_missing_nor_sealed_without_signatures()
    {
        var part = _bench.OpenPart();
        Assert.Equal(["part.notSettled"], _bench.Codes(_bench.Do(part, recorder => recorder.Conclude())));
        _bench.Perform(part);
        Assert.Equal(["part.notSettled"], _bench.Codes(_bench.Do(part, recorder => recorder.Conclude())));
        _bench.Wait(3);
        Assert.All(_bench.Codes(_bench.Do(part, recorder => recorder.Conclude())), code => Assert.Equal("part.decisionMissing", code));
        _bench.MarkAll(part);
        Assert.IsType<Done>(_bench.Do(part, recorder => recorder.Conclude()));
        Assert.Equal(["act.signaturesMissing"], _bench.Codes(_bench.Do(part, recorder => recorder.Seal())));
        _bench.Sign(part);
        Assert.IsType<Done>(_bench.Do(part, recorder => recorder.Seal()));
    }

    [Fact]
    public void An_act_for_another_part_or_twice_under_one_command_adds_nothing()
    {
        var part = _bench.OpenPart();
        Assert.Equal(["part.notHere"], _bench.Codes(_bench.Act(new(new Guid(7, 0, 0, new byte[8])), new Interrupted(InterruptionCause.Paused, ""))));
        var start = new SubjectStarted(_bench.Command(), Bench.First);
        Assert.False(Assert.IsType<Done>(_bench.Act(part, start)).Again);
        Assert.True(Assert.IsType<Done>(_bench.Act(part, start)).Again);
        _bench.Restart();
        Assert.True(Assert.IsType<Done>(_bench.Act(part, start)).Again);
        Assert.Single(_bench.Reading(part).Entries, recorded => recorded.Entry is SubjectStarted);
    }

    [Fact]
    public void An_act_that_no_block_can_hold_is_refused_before_it_touches_anything()
    {
        var part = _bench.OpenPart();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        Assert.Equal(["act.tooLong"], _bench.Codes(_bench.Act(part, Mark(new string('x', 70_000)))));
        Assert.Equal(["act.notText"], _bench.Codes(_bench.Act(part, Mark("half a \ud800 letter"))));
        Assert.IsType<Done>(_bench.Act(part, Mark("焊接")));
    }

    public void Dispose() => _bench.Dispose();

    private Marked Mark(string remark) => new(_bench.Command(), Bench.First, "K21.2", null, MarkKind.Met, 0, null, remark);

    private void Refuses(string code, Func<OpenPartRequest, OpenPartRequest> change) =>
        Assert.Equal([code], _bench.Codes(_bench.Open(change(_bench.Request(_bench.Present())))));
}
