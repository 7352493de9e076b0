using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.FaultModel;
using WeldExam.Drivers.Tests.Rig;
using Xunit;

namespace WeldExam.Drivers.Tests.Scanning;

public sealed class BusScannerTests
{
    private static readonly SerialSettings Slow = new();
    private static readonly SerialSettings Even = new() { Baud = 19200, Parity = SerialParity.Even };
    private static readonly SerialSettings Fast = new() { Baud = 115200 };

    private readonly FaultClock _clock = new();
    private readonly ScannedBus _bus;

    public BusScannerTests() => _bus = new ScannedBus(_clock);

    [Fact]
    public void Devices_at_different_settings_are_found_also_one_that_only_refuses()
    {
        _bus.Add(Slow, 1, 3, 2, 0, 7);
        _bus.Add(Even, 4, 0x83, 2);
        _bus.Add(Fast, 10, 3, 2, 0, 9);
        var plan = ScanPlan.Quick([]);
        var report = Scan(plan);

        // Who is set to one stop bit understands two, and is understood.
        Assert.Equal(
            [(Slow, 1, 0), (Slow with { StopBits = 2 }, 1, 0), (Even, 4, 2), (Fast, 10, 0), (Fast with { StopBits = 2 }, 10, 0)],
            report.Units.Select(unit => (unit.Settings!, (int)unit.Unit, (int)unit.Exception)));
        Assert.True(report.IsWhole);
        Assert.Equal(5, report.Findings.Length);
        Assert.Equal(120 + 5, _bus.Asked.Count);
        Assert.InRange(Took, TimeSpan.FromSeconds(15), plan.Longest(answering: 5));
    }

    [Fact]
    public void The_quick_pass_without_profiles_asks_120_times_and_lasts_no_longer_than_27_seconds_on_a_silent_line()
    {
        var plan = ScanPlan.Quick([]);
        Assert.Equal(120, plan.Steps.Length);
        Assert.InRange(plan.Longest(answering: 0), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(27));
        var report = Scan(plan);
        Assert.Empty(report.Findings);
        Assert.True(report.IsWhole);
        Assert.Equal(120, _bus.Asked.Count);
        Assert.InRange(Took, plan.Longest(answering: 0) / 2, plan.Longest(answering: 0));
    }

    [Fact]
    public void The_patient_pass_asks_every_unit_at_every_setting_by_both_functions_within_the_time_it_states()
    {
        var plan = ScanPlan.Patient([]);
        Assert.Equal(13 * 4 * 247 * 2, plan.Steps.Distinct().Count());
        _bus.Add(new() { Baud = 300, Parity = SerialParity.Odd }, 247, 4, 2, 0, 7);
        var found = Assert.Single(Scan(plan).Units);
        Assert.Equal((300, SerialParity.Odd, 247), (found.Settings!.Baud, found.Settings.Parity, found.Unit));
        Assert.InRange(Took, plan.Longest(answering: 1) / 2, plan.Longest(answering: 1));
    }

    [Fact]
    public void A_slow_device_is_missed_by_the_quick_pass_and_found_by_the_patient_one()
    {
        _bus.Devices.Add(new(Slow, 3, _ => [3, 2, 0, 7]) { Delay = TimeSpan.FromMilliseconds(400) });
        Assert.Empty(Scan(ScanPlan.Quick([])).Units);
        var plan = ScanPlan.Patient([]);
        Assert.Equal(3, Scan(new([.. plan.Steps.Where(step => step.Settings == Slow && step.Unit < 6)])).Units.Single().Unit);
    }

    [Fact]
    public void Two_devices_of_one_number_are_unclear_and_no_unit()
    {
        var both = Frames.Rtu(5, 3, 2, 0, 7).Zip(Frames.Rtu(5, 3, 2, 0, 9), (one, other) => (byte)(one & other)).ToArray();
        _bus.Devices.Add(new(Slow, 5, _ => [3, 2, 0, 7]) { Sends = _ => both });
        var report = Scan(At(Slow));
        var unclear = Assert.IsType<UnitUnclear>(Assert.Single(report.Findings));
        Assert.Equal((Slow, 5, ModbusFailureKind.Checksum), (unclear.Settings, unclear.Unit, unclear.Failure));
        Assert.True(report.IsWhole);
    }

    [Fact]
    public void What_fits_once_and_never_again_is_no_unit()
    {
        var number = 0;
        _bus.Devices.Add(new(Slow, 5, _ => number++ == 0 ? [3, 2, 0, 7] : null));
        Assert.IsType<UnitUnclear>(Assert.Single(Scan(At(Slow)).Findings));
    }

    [Fact]
    public void An_adapter_that_hears_itself_is_no_unit()
    {
        _bus.Echoes = true;
        Assert.Empty(Scan(ScanPlan.Quick([])).Findings);
        _bus.Add(Even, 4, 3, 2, 0, 7);
        Assert.Equal(4, Assert.Single(Scan(ScanPlan.Quick([])).Units).Unit);
    }

    [Fact]
    public void A_line_that_babbles_is_given_up_in_bounded_time_and_said_to_be()
    {
        _bus.Noise = _ => Enumerable.Range(1, 30_000).Select(turn => (1000L * turn, (byte)0x55));
        var plan = At(Slow);
        var report = Scan(plan);
        Assert.False(report.IsWhole);
        var last = Assert.IsType<SettingGivenUp>(report.Findings[^1]);
        Assert.Equal((Slow, ModbusFailureKind.NotAsked), (last.Settings, last.Failure));
        Assert.True(Took <= plan.Longest(answering: 2));
    }

    [Fact]
    public void A_setting_that_the_port_cannot_take_is_told_and_the_others_are_scanned()
    {
        _bus.Opens = settings => settings != Slow;
        _bus.Add(Even, 4, 0x83, 2);
        var report = Scan(ScanPlan.Quick([]));
        Assert.Equal((Slow, ModbusFailureKind.LinkDown), (report.Findings[0].Settings, Assert.IsType<SettingGivenUp>(report.Findings[0]).Failure));
        Assert.Single(report.Units);
        Assert.False(report.IsWhole);
    }

    [Fact]
    public void A_scan_that_was_cancelled_returns_at_once_goes_on_where_it_stopped_and_finds_the_same()
    {
        _bus.Add(Slow, 1, 3, 2, 0, 7);
        _bus.Add(Even, 4, 0x83, 2);
        var plan = ScanPlan.Quick([]);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3), _clock);
        var first = Scan(plan, cancel: stop.Token);
        Assert.Equal(TimeSpan.FromSeconds(3), Took);
        Assert.InRange(first.Next, 10, 30);
        Assert.False(first.IsWhole);
        var done = new List<int>();
        var whole = Scan(plan, first, new Told(step => done.Add(step.Done)));
        Assert.Equal([1, 1, 4], whole.Units.Select(unit => (int)unit.Unit));
        Assert.True(whole.IsWhole);
        Assert.Equal(Enumerable.Range(first.Next + 1, plan.Steps.Length - first.Next), done);
    }

    [Fact]
    public void No_setting_is_left_before_a_late_answer_to_its_last_question_would_be_over()
    {
        _bus.Devices.Add(new(Slow, 10, _ => [3, 2, 0, 7]) { Delay = TimeSpan.FromMilliseconds(130) });
        Scan(ScanPlan.Quick([]));
        var last = _bus.Asked.Last(asked => asked.At == Slow);
        Assert.InRange(_bus.Opened[1].Moment - last.Moment, (long)ScanPatience.Quick.LongestAnswer.TotalMicroseconds, long.MaxValue);
    }

    private TimeSpan Took => TimeSpan.FromMicroseconds(_clock.Now);

    private static ScanPlan At(SerialSettings settings) => new([.. ScanPlan.Quick([]).Steps.Where(step => step.Settings == settings)]);

    private ScanReport Scan(ScanPlan plan, ScanReport? before = null, IProgress<ScanProgress>? progress = null, CancellationToken cancel = default) =>
        _clock.Run(() => new BusScanner(_bus.Links, _clock).ScanAsync(plan, before, progress, cancel));

    private sealed class Told(Action<ScanProgress> hears) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => hears(value);
    }
}
