using WeldExam.Drivers.Outputs;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Outputs;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Signals;
using WeldExam.Station.Flow;
using WeldExam.Station.Outputs;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Outputs;

[Trait("Clause", "practice: Inputs, outputs, safety")]
public sealed class StationOutputsTests : IDisposable
{
    private readonly Bench _bench = new(new() { Outputs = [Arming.Contactor, BoothSignals.Red, BoothSignals.Green, BoothSignals.Horn] });
    private readonly Dictionary<string, OutputPattern> _orders = [];

    [Fact]
    public void No_welding_part_opens_before_an_examiner_armed_the_booth_since_the_start()
    {
        Read(SwitchState.Off);
        var refused = _bench.Open(_bench.Request(_bench.Present()));
        Assert.Contains("arming.locked", _bench.Codes(refused));
        Assert.Contains("arming.reasonMissing", _bench.Codes(Rearm("E-01", " ")));
        Assert.IsType<Done>(Rearm("E-01", "opening of the day"));
        Assert.DoesNotContain(Orders(), order => order is { Key: Arming.Contactor, Value: OutputPattern.On });
        _bench.OpenPart();
        Assert.Equal(OutputPattern.On, Orders()[Arming.Contactor]);
    }

    [Fact]
    public void An_emergency_stop_is_on_record_and_its_release_energises_nothing()
    {
        var part = Armed();
        _bench.Work.Stuck["estop"] = 1;
        _bench.Wait(0.5);
        Assert.Equal((OutputPattern.Off, OutputPattern.On, OutputPattern.Beeps), (Orders()[Arming.Contactor], _orders[BoothSignals.Red], _orders[BoothSignals.Horn]));
        Assert.Contains("arming.stopPressed", _bench.Codes(Rearm(Bench.First, "seen to")));
        _bench.Work.Stuck["estop"] = 0;
        _bench.Wait(5);
        Assert.Equal(OutputPattern.Off, Orders()[Arming.Contactor]);
        Assert.Contains("act.notAssigned", _bench.Codes(Rearm("E-99", "somebody else")));
        Assert.IsType<Done>(Rearm(Bench.First, "glove caught the button"));
        _bench.Wait(0.5);
        Assert.Equal(OutputPattern.On, Orders()[Arming.Contactor]);
        var contactor = Entries(part).OfType<OutputSet>().Where(set => set.Output == Arming.Contactor && set.Cause != OutputCause.ReadBack);
        Assert.Equal(
            [OutputCause.PartIdentified, OutputCause.EmergencyStop, OutputCause.Rearmed, OutputCause.PartIdentified],
            contactor.Select(set => set.Cause));
    }

    [Fact]
    public void In_the_examined_time_an_emergency_stop_lets_the_clock_stand_still_until_an_examiner_resumes_it()
    {
        var part = Armed();
        _bench.Wait(2);
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        _bench.Wait(1);
        _bench.Work.Stuck["estop"] = 1;
        _bench.Wait(5);
        Assert.Equal(SessionState.Interrupted, _bench.Part.Session.State);
        Assert.Equal(["act.stopPressed"], _bench.Codes(_bench.Act(part, new Resumed(InterruptionCause.EmergencyStop, 0, Bench.First))));
        _bench.Work.Stuck["estop"] = 0;
        _bench.Wait(2);
        Assert.Equal(SessionState.Interrupted, _bench.Part.Session.State);
        Assert.IsType<Done>(_bench.Act(part, new Resumed(InterruptionCause.EmergencyStop, 0, Bench.Second)));
        Assert.Equal(SessionState.InSubject, _bench.Part.Session.State);
        Assert.Single(Entries(part).OfType<Interrupted>());
        Assert.InRange(_bench.Part.Session.Standstills[0].Length!.Value, TimeSpan.FromSeconds(6.5), TimeSpan.FromSeconds(7.1));
    }

    [Fact]
    public void The_same_rearming_sent_again_is_recorded_once()
    {
        Read(SwitchState.Off);
        var command = _bench.Command();
        Assert.IsType<Done>(_bench.Ask(loop => loop.Rearm(command, "E-01", "test")));
        Assert.True(Assert.IsType<Done>(_bench.Ask(loop => loop.Rearm(command, "E-01", "test"))).Again);
        Assert.Contains("arming.notLocked", _bench.Codes(Rearm("E-01", "again")));
    }

    [Fact]
    public void A_contactor_out_of_reach_interrupts_the_attempt_and_is_ordered_nothing()
    {
        var part = Armed();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        _bench.Wait(0.3);
        Assert.Equal(OutputPattern.On, Orders()[BoothSignals.Green]);
        _orders.Clear();
        Read(SwitchState.Unknown, Quality.LinkDown);
        Assert.Equal(SessionPhase.Interrupted, _bench.Part.Session.Phase);
        Assert.DoesNotContain(Orders().Keys, output => output == Arming.Contactor);
        Read(SwitchState.On);
        Assert.DoesNotContain(Orders().Keys, output => output == Arming.Contactor);
        Assert.IsType<Done>(_bench.Act(part, new Resumed(InterruptionCause.DeviceFault, 0, Bench.First)));
        Assert.Equal(SessionPhase.Running, _bench.Part.Session.Phase);
    }

    [Theory]
    [InlineData(SwitchState.On, false)]
    [InlineData(SwitchState.Off, true)]
    public void After_a_kill_mid_weld_the_real_contactor_is_read_first_and_one_that_dropped_stays_off(SwitchState real, bool isLocked)
    {
        var part = Armed();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        _bench.Wait(2);
        _bench.Restart();
        _orders.Clear();
        _bench.Wait(2);
        Assert.DoesNotContain(Orders().Keys, output => output == Arming.Contactor);
        Read(real);
        Assert.Equal(isLocked ? OutputCause.Dropped : null, _bench.Ask(loop => loop.Outputs.Arming.Lock));
        Assert.NotEqual(OutputPattern.On, Orders().GetValueOrDefault(Arming.Contactor));
    }

    [Fact]
    public void A_running_arc_at_the_end_is_not_cut_and_the_booth_is_off_after_it()
    {
        var part = Armed();
        Assert.IsType<Done>(_bench.Act(part, new SubjectStarted(_bench.Command(), Bench.First)));
        _bench.Work.Stuck["current"] = 1150;
        _bench.Wait(1);
        Assert.IsType<Done>(_bench.Act(part, new SubjectEnded(_bench.Command(), Bench.First, EndReason.Finished)));
        _bench.Wait(20);
        Assert.Equal(OutputPattern.On, Orders()[Arming.Contactor]);
        _bench.Work.Stuck["current"] = 0;
        _bench.Wait(1);
        Assert.Equal(OutputPattern.Off, Orders()[Arming.Contactor]);
    }

    public void Dispose() => _bench.Dispose();

    private JournalId Armed()
    {
        Read(SwitchState.Off);
        Assert.IsType<Done>(Rearm("E-01", "opening of the day"));
        var part = _bench.OpenPart();
        Read(SwitchState.On);
        Assert.Equal(OutputPattern.On, Orders()[Arming.Contactor]);
        return part;
    }

    private Answer Rearm(string by, string reason) => _bench.Ask(loop => loop.Rearm(_bench.Command(), by, reason));

    /// <summary>What the keeper reads back of the contactor; the lights obey.</summary>
    private void Read(SwitchState seen, Quality quality = Quality.Good)
    {
        _bench.Ask(loop => loop.Now);
        foreach (var output in new[] { BoothSignals.Red, BoothSignals.Green, BoothSignals.Horn })
            Report(new(TestDevices.Inputs, output, null, new(_bench.Ask(loop => loop.Now), SwitchState.Off, Quality.Good, "")));
        Report(new(TestDevices.Inputs, Arming.Contactor, null, new(_bench.Ask(loop => loop.Now), seen, quality, quality == Quality.Good ? "" : "pulled")));
        _bench.Wait(0.3);
    }

    private void Report(OutputReport report) => Assert.True(_bench.Station.Loop.Reports.TryWrite(report));

    private Dictionary<string, OutputPattern> Orders()
    {
        while (_bench.Station.Loop.Outputs.Orders.TryRead(out var order))
            _orders[order.Output] = order.Pattern;
        return _orders;
    }

    private IEnumerable<Entry> Entries(JournalId part) => _bench.Reading(part).Entries.Select(recorded => recorded.Entry);
}
