using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Station.Flow;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Flow;

[Trait("Clause", "promise 17")]
public sealed class SilentMeterTests : IDisposable
{
    private readonly Bench _bench = new();

    [Fact]
    public void While_the_meter_is_silent_no_part_opens_that_needs_it_and_the_reasons_name_it()
    {
        var request = _bench.Request(_bench.Present());
        _bench.Work.MeterAnswers = false;
        _bench.Wait(1);
        Assert.Equal(
            ["signal.silent: current (meter): Timeout", "signal.silent: voltage (meter): Timeout"],
            _bench.Reasons(_bench.Open(request)).Select(reason => reason.ToString()));
        Assert.Null(_bench.Ask(loop => loop.Part));
        Assert.Empty(_bench.Ask(loop => loop.Readiness(_bench.Paper, _bench.Paper.Task("K11")!)));
        _bench.Work.MeterAnswers = true;
        _bench.Wait(1);
        Assert.IsType<Done>(_bench.Open(request));
    }

    /// <summary>The candidate welds from second 12 to 15 and from 20 to 40; the meter is away from 25 to 30.</summary>
    [Fact]
    public void A_meter_that_falls_silent_during_the_weld_leaves_unknowns_and_never_a_deduction()
    {
        var part = _bench.OpenPart();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        _bench.Work.Begin();
        _bench.Wait(25);
        _bench.Work.MeterAnswers = false;
        _bench.Wait(5);
        _bench.Work.MeterAnswers = true;
        _bench.Wait(Workbench.Length.TotalSeconds - 30);
        Assert.IsType<Done>(_bench.Act(part, new SubjectEnded(_bench.Command(), Bench.First, EndReason.Finished)));
        _bench.Wait(3);
        var sheet = Assert.IsType<ScoreSheet>(Scoring.Score(_bench.Paper, [.. _bench.Reading(part).Entries]));
        var machine = sheet.Blocks.SelectMany(block => block.Items).SelectMany(item => item.Deductions).Where(line => line.Kind != Exam.Papers.DeductionKind.Manual).ToArray();
        Assert.DoesNotContain(machine, line => line.MachineTimes > 0);
        Assert.Null(machine.Single(line => line.Id == "K21.14.d").MachineTimes); // an interruption of 2 s may lie in it
        Assert.All(new[] { "K21.1.b", "K21.10.a", "K21.23.a" }, id => Assert.Equal(0, machine.Single(line => line.Id == id).MachineTimes)); // decided without what was lost
    }

    public void Dispose() => _bench.Dispose();
}
