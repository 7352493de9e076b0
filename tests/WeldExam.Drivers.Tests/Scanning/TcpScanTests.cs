using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.FaultModel;
using WeldExam.Drivers.Tests.Rig;
using Xunit;

namespace WeldExam.Drivers.Tests.Scanning;

public sealed class TcpScanTests
{
    private readonly FaultClock _clock = new();
    private readonly List<byte> _asked = [];
    private int _connections;

    [Fact]
    public void Units_behind_a_gateway_are_found_and_those_it_only_speaks_for_are_not()
    {
        var report = Scan(Plan, (line, unit, id) => Arrives(line, Frames.Tcp(id, unit, unit switch
        {
            2 => [3, 2, 0, 7],
            3 => [0x83, 2],
            4 => [0x83, 0x0A],
            _ => [0x83, 0x0B],
        })));
        Assert.Equal([(2, 0), (3, 2)], report.Units.Select(unit => ((int)unit.Unit, (int)unit.Exception)));
        Assert.Equal((true, false, 1), (report.IsWhole, report.AnswersToAnyUnit, _connections));
        Assert.Equal(2, report.Findings.Length);
    }

    [Fact]
    public void A_device_that_looks_at_no_number_is_one_device()
    {
        var report = Scan(Plan, (line, unit, id) => Arrives(line, Frames.Tcp(id, unit, 3, 2, 0, 7)));
        Assert.True(report.AnswersToAnyUnit);
        Assert.Equal(Plan.Steps.Length, report.Units.Count());
    }

    [Fact]
    public void A_silent_address_takes_the_time_that_the_plan_states_and_one_connection()
    {
        Assert.Empty(Scan(Plan, (_, _, _) => { }).Findings);
        Assert.Equal(1, _connections);
        Assert.InRange(TimeSpan.FromMicroseconds(_clock.Now), TimeSpan.FromSeconds(1.2), Plan.Longest(answering: 0));
    }

    [Fact]
    public void A_device_that_hangs_up_on_other_numbers_than_its_own_is_found_all_the_same()
    {
        var report = Scan(Plan, (line, unit, id) =>
        {
            if (unit == 5)
                Arrives(line, Frames.Tcp(id, unit, 3, 2, 0, 7));
            else
                line.HangUp(_clock.Now + 2_000, 0);
        });
        Assert.Equal(5, Assert.Single(report.Units).Unit);
        Assert.All(report.Findings.OfType<UnitUnclear>(), unclear => Assert.Equal(ModbusFailureKind.LinkDown, unclear.Failure));
        Assert.Equal((Plan.Steps.Length, true), (report.Findings.Length, report.IsWhole));
        Assert.True(TimeSpan.FromMicroseconds(_clock.Now) <= Plan.Longest(answering: Plan.Steps.Length));
    }

    [Fact]
    public void An_address_where_nobody_listens_is_given_up_at_once_and_said_to_be()
    {
        var report = Scan(Plan, (_, _, _) => { }, isListening: false);
        Assert.Equal(ModbusFailureKind.LinkDown, Assert.IsType<SettingGivenUp>(Assert.Single(report.Findings)).Failure);
        Assert.Equal((false, 0L), (report.IsWhole, _clock.Now));
        Assert.Empty(_asked);
    }

    private static ScanPlan Plan => ScanPlan.Tcp([], isPatient: false);

    private void Arrives(FaultLine line, byte[] bytes)
    {
        foreach (var value in bytes)
            line.Arrives(_clock.Now + 5_000, value);
    }

    private ScanReport Scan(ScanPlan plan, Action<FaultLine, byte, int> device, bool isListening = true)
    {
        var links = ScanLinks.Tcp(Connect, new ModbusLinkOptions(), new Random(1), _clock, NullLogger<ModbusTcpLink>.Instance);
        return _clock.Run(() => new BusScanner(links, _clock).ScanAsync(plan, null, null, default));

        IByteLine Connect()
        {
            _connections++;
            var line = new FaultLine(_clock) { DiesWithConnection = true };
            if (!isListening)
                line.HangUp(0, long.MaxValue);
            line.Device = request =>
            {
                _asked.Add(request[6]);
                device(line, request[6], (request[0] << 8) | request[1]);
            };
            return line;
        }
    }
}
