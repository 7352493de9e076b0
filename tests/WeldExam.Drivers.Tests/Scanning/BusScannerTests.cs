using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Scanning;

public sealed class BusScannerTests
{
    private static readonly SerialSettings Slow = new();
    private static readonly SerialSettings Even = new() { Baud = 19200, Parity = SerialParity.Even };
    private static readonly SerialSettings Fast = new() { Baud = 115200, StopBits = 2 };

    private readonly FakeTimeProvider _clock = new();
    private readonly ScannedBus _bus;

    public BusScannerTests() => _bus = new ScannedBus(_clock);

    [Fact]
    public void Devices_at_different_settings_are_found_also_one_that_only_refuses_and_nothing_is_ever_written()
    {
        _bus.Add(Slow, 1, [3, 2, 0, 7]);
        _bus.Add(Even, 4, [0x83, 2]);
        _bus.Add(Fast, 10, [3, 2, 0, 9]);
        var plan = ScanPlan.Quick([]);
        var began = _clock.GetUtcNow();
        var report = Scan(plan);
        Assert.Equal([(Slow, 1, 0), (Even, 4, 2), (Fast, 10, 0)], report.Units.Select(unit => (unit.Settings!, (int)unit.Unit, (int)unit.Exception)));
        Assert.Equal((true, 3), (report.IsWhole, report.Findings.Length));
        Assert.All(_bus.Asked, asked => Assert.Equal([3, 0, 0, 0, 1], asked.Bytes[1..6]));
        Assert.Equal(120 + 3, _bus.Asked.Count);
        Assert.InRange(_clock.GetUtcNow() - began, TimeSpan.FromSeconds(15), plan.Longest(answering: 3));
    }

    [Fact]
    public void The_quick_pass_without_profiles_asks_120_times_and_lasts_no_longer_than_27_seconds_on_a_silent_line()
    {
        var plan = ScanPlan.Quick([]);
        Assert.Equal(120, plan.Steps.Length);
        Assert.InRange(plan.Longest(answering: 0), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(27));
        var began = _clock.GetUtcNow();
        Assert.Empty(Scan(plan).Findings);
        Assert.True(_clock.GetUtcNow() - began <= plan.Longest(answering: 0));
    }

    [Fact]
    public void Garbage_under_a_wrong_setting_is_no_unit_but_is_told()
    {
        _bus.Noise = settings => settings == Even ? [0xF8, 0x00, 0xFE] : [];
        var report = Scan(ScanPlan.Quick([]));
        Assert.Empty(report.Units);
        Assert.Equal(10, report.Findings.Length);
        Assert.All(report.Findings, finding => Assert.Equal(Even, Assert.IsType<UnitUnclear>(finding).Settings));
    }

    [Fact]
    public void Two_devices_of_one_number_are_unclear_and_no_unit()
    {
        var both = Frames.Rtu(5, 3, 2, 0, 7).Zip(Frames.Rtu(5, 3, 2, 0, 9), (one, other) => (byte)(one & other)).ToArray();
        _bus.Add(Slow, 5, _ => [(20, both)]);
        var unclear = Assert.IsType<UnitUnclear>(Assert.Single(Scan(ScanPlan.Quick([])).Findings));
        Assert.Equal((Slow, 5, ModbusFailureKind.Checksum), (unclear.Settings, unclear.Unit, unclear.Failure));
    }

    [Fact]
    public void What_fits_once_and_never_again_is_no_unit()
    {
        var number = 0;
        _bus.Add(Slow, 5, _ => number++ == 0 ? [(20, Frames.Rtu(5, 3, 2, 0, 7))] : []);
        Assert.IsType<UnitUnclear>(Assert.Single(Scan(ScanPlan.Quick([])).Findings));
    }

    [Fact]
    public void A_line_that_babbles_is_given_up_in_bounded_time_and_said_to_be()
    {
        var plan = ScanPlan.Quick([]);
        _bus.Noise = settings => settings == Slow ? [1] : [];
        _bus.Add(Slow, 1, _ => [.. Enumerable.Range(1, 30_000).Select(turn => (turn, new byte[] { 0x55 }))]);
        var began = _clock.GetUtcNow();
        var report = Scan(plan);
        Assert.False(report.IsWhole);
        var last = Assert.IsType<SettingGivenUp>(report.Findings[^1]);
        Assert.Equal((Slow, ModbusFailureKind.NotAsked), (last.Settings, last.Failure));
        Assert.True(_clock.GetUtcNow() - began <= plan.Longest(answering: 2));
    }

    [Fact]
    public void A_setting_that_the_port_cannot_take_is_told_and_the_others_are_scanned()
    {
        _bus.Opens = settings => settings != Slow;
        _bus.Add(Even, 4, [0x83, 2]);
        var report = Scan(ScanPlan.Quick([]));
        Assert.Equal(ModbusFailureKind.LinkDown, Assert.IsType<SettingGivenUp>(report.Findings[0]).Failure);
        Assert.Single(report.Units);
        Assert.False(report.IsWhole);
    }

    [Fact]
    public void A_scan_that_was_cancelled_goes_on_where_it_stopped_and_finds_the_same()
    {
        _bus.Add(Slow, 1, [3, 2, 0, 7]);
        _bus.Add(Even, 4, [0x83, 2]);
        var plan = ScanPlan.Quick([]);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3), _clock);
        var first = Scan(plan, cancel: stop.Token);
        Assert.InRange(first.Next, 10, 30);
        Assert.False(first.IsWhole);
        var done = new List<int>();
        var whole = Scan(plan, first, new Told(step => done.Add(step.Done)));
        Assert.Equal(2, whole.Units.Count());
        Assert.True(whole.IsWhole);
        Assert.Equal(Enumerable.Range(first.Next + 1, plan.Steps.Length - first.Next), done);
    }

    [Fact]
    public void No_setting_is_left_before_a_late_answer_to_its_last_question_would_be_over()
    {
        _bus.Add(Slow, 10, [3, 2, 0, 7], milliseconds: 130);
        Scan(ScanPlan.Quick([]));
        var last = _bus.Opened[0].Line.Sent[^1].At;
        Assert.True(_bus.Opened[1].Line.Attempts[0] - last >= ScanPatience.Quick.LongestAnswer);
    }

    [Fact]
    public void A_register_that_a_profile_forbids_is_not_asked_for()
    {
        var profile = Drawn.Profile(new ReadLimits { Forbidden = [new(RegisterKind.Holding, 0, 3)] }, Drawn.Register("current", 5));
        var plan = ScanPlan.Quick([profile]);
        Assert.Equal(ModbusRequest.ReadInputRegisters(5, 1).Address, plan.Steps[0].Question.Address);
        Assert.All(plan.Steps.Skip(1), step => Assert.Equal(3, step.Question.Address));
    }

    [Fact]
    public void A_write_does_not_pass_to_the_wire()
    {
        var plan = new ScanPlan([new(Slow, 1, ModbusRequest.WriteRegister(0, 1), ScanPatience.Quick)]);
        Assert.Throws<InvalidOperationException>(() => Scan(plan));
        Assert.Empty(_bus.Asked);
    }

    [Fact]
    public void The_patient_pass_asks_every_unit_at_every_setting_by_both_functions() =>
        Assert.Equal(13 * 4 * 247 * 2, ScanPlan.Patient([]).Steps.Distinct().Count());

    private ScanReport Scan(ScanPlan plan, ScanReport? before = null, IProgress<ScanProgress>? progress = null, CancellationToken cancel = default) =>
        Pump.Run(_clock, () => new BusScanner(_bus.Links, _clock).ScanAsync(plan, before, progress, cancel));

    private sealed class Told(Action<ScanProgress> hears) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => hears(value);
    }
}
