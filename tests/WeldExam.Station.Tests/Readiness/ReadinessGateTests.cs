using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;
using WeldExam.Station.Readiness;
using WeldExam.TestKit.Stations;

namespace WeldExam.Station.Tests.Readiness;

public sealed class ReadinessGateTests
{
    private static readonly MonotonicTick Now = new(10_000_000);

    private static readonly ClockAnchor Good = new(new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), ClockSource.Rtc, TimeSpan.FromSeconds(60));

    private readonly Workbench _work = new(TimeProvider.System);
    private ChannelTable _table = TestDevices.Table();
    private WiringRules _wiring = WiringRules.None;
    private Action<LiveSignals> _before = _ => { };
    private ExamMode _mode = ExamMode.Practice;
    private ClockAnchor _clock = Good;
    private long _free = 512L * 1024 * 1024;
    private readonly PolicyBook _policies = new();
    private string? _fault;
    private MonotonicTick _asked = Now - TimeSpan.FromMilliseconds(100);

    [Fact]
    public void All_well_is_ready() => Assert.Empty(Reasons());

    [Fact]
    public void Storage()
    {
        (_fault, _free) = ("sync x: Input/output error (errno 5)", (512L * 1024 * 1024) - 1);
        Assert.Equal(["storage.fault", "storage.room"], Codes());
    }

    [Theory]
    [InlineData(ClockSource.Unsynchronised, 1, "clock.unsynchronised")]
    [InlineData(ClockSource.Ntp, 61, "clock.uncertain")]
    [Trait("Clause", "practice §6")]
    public void Clock(ClockSource source, int seconds, string code)
    {
        _clock = Good with { Source = source, Uncertainty = TimeSpan.FromSeconds(seconds) };
        Assert.Equal([code], Codes());
    }

    [Fact]
    public void A_signal_the_task_needs_and_the_station_lacks()
    {
        _table = ChannelTable.Of([TestDevices.Device(TestDevices.Meter, TestDevices.MeterPeriod, null, [.. TestDevices.Analogs.Select(TestDevices.Analog)], [])]);
        Assert.Equal(["signal.missing: main", "signal.missing: rcd", "signal.missing: machine"], Reasons());
    }

    [Fact]
    public void A_silent_signal_and_an_old_reading()
    {
        _work.MeterAnswers = false;
        Assert.Equal(["signal.silent: current (meter): Timeout", "signal.silent: voltage (meter): Timeout"], Reasons());
        _work.MeterAnswers = true;
        _asked = Now - TimeSpan.FromMilliseconds(252);
        Assert.DoesNotContain("signal.silent: current (meter): Timeout", Reasons());
        _asked = Now - TimeSpan.FromMilliseconds(254);
        Assert.Contains("signal.silent: current (meter): Timeout", Reasons());
    }

    [Theory]
    [InlineData(22, true)]
    [InlineData(23, false)]
    public void Calibration_is_due_after_its_last_day(int day, bool isOverdue)
    {
        _table = TestDevices.Table(new DateOnly(2026, 11, day));
        Assert.Equal(isOverdue ? ["calibration.overdue", "calibration.overdue"] : [], Codes());
    }

    [Fact]
    public void Current_behind_an_open_main_switch()
    {
        _work.Stuck["current"] = 51;
        Assert.Equal(["inputs.implausible: 5.1 A while main reads off"], Reasons());
        _work.Stuck["current"] = 50;
        Assert.Empty(Reasons());
    }

    [Fact]
    public void A_measured_signal_that_contradicts_its_switch()
    {
        _wiring = WiringRules.None with { Only = [new("voltage", 60, "machine", Exam.Signals.SwitchState.On)] };
        _work.Stuck["voltage"] = 602;
        Assert.Empty(Reasons());
        _work.Stuck["voltage"] = 603;
        Assert.Equal(["inputs.implausible: voltage reads 60.3 V while machine reads off"], Reasons());
    }

    [Fact]
    [Trait("Clause", "practice: opening of the day, stuck inputs")]
    public void A_switch_that_was_not_seen_both_ways_since_the_start()
    {
        _wiring = WiringRules.None with { Cycle = ["main", "estop"] };
        Assert.Equal(["inputs.notCycled: main", "inputs.notCycled: estop"], Reasons());
        _before = live =>
        {
            _work.Stuck["main"] = 1;
            live.Take(_work.PollInputs(Now - TimeSpan.FromMilliseconds(90)));
            _work.Stuck.Remove("main");
        };
        Assert.Equal(["inputs.notCycled: estop"], Reasons());
    }

    [Fact]
    public void A_sample_paper_decides_no_exam()
    {
        _mode = ExamMode.Exam;
        Assert.Equal(["paper.sample"], Codes());
    }

    private IEnumerable<string> Codes() => Check().Select(reason => reason.Code);

    private IEnumerable<string> Reasons() => Check().Select(reason => reason.ToString());

    private System.Collections.Immutable.ImmutableArray<Reason> Check()
    {
        var live = new LiveSignals(_table);
        _before(live);
        live.Take(_work.PollInputs(Now - TimeSpan.FromMilliseconds(50)));
        live.Take(_work.PollMeter(_asked));
        var setup = new StationSetup("p", "s", "b", _mode, true, _table, new()) { Wiring = _wiring };
        return ReadinessGate.Check(setup, TestPaper.Sample, TestPaper.Sample.Task("K21")!, live, _clock, _policies, _free, _fault, Now);
    }
}
