using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.FaultModel;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Scanning;

/// <summary>A scan finds nobody who is not there, and writes to nobody who is.</summary>
public sealed class ScanDeceptionTests
{
    private static readonly int[] Bauds = [300, 600, 1200, 2400, 4800, 9600, 14400, 19200, 28800, 38400, 57600, 115200, 230400];

    private static readonly ModbusRequest[] Writes =
    [
        ModbusRequest.WriteCoil(0, on: true), ModbusRequest.WriteRegister(0, 1), ModbusRequest.WriteCoils(0, true), ModbusRequest.WriteRegisters(0, 1),
        ModbusRequest.MaskWrite(0, 0, 1), ModbusRequest.ReadWriteRegisters(0, 1, 0, 1), new((ModbusFunction)8, 0, 1, default), // diagnostics: it can restart a device
    ];

    private readonly FaultClock _clock = new();
    private readonly ScannedBus _bus;

    public ScanDeceptionTests() => _bus = new ScannedBus(_clock);

    [Fact]
    public void A_device_is_found_at_no_speed_but_its_own()
    {
        var found = 0;
        foreach (var baud in Bauds)
        {
            foreach (var parity in Enum.GetValues<SerialParity>())
            {
                _bus.Devices.Clear();
                for (byte unit = 1; unit <= 10; unit++)
                    _bus.Add(new() { Baud = baud, Parity = parity }, unit, 3, 2, 0x12, unit);
                var units = Scan(ScanPlan.Quick([])).Units.ToList();
                Assert.All(units, unit => Assert.Equal((baud, parity), (unit.Settings!.Baud, unit.Settings.Parity)));
                found += units.Count;
            }
        }

        Assert.Equal(4 * 3 * 10, found); // of the speeds that a quick pass tries, 8N1 by one stop bit and by two, and 8E1
    }

    // Nobody receives what the scan sends, but what a device sends to its own master is heard at every speed.
    [Fact]
    public void What_devices_say_at_other_speeds_is_nobody()
    {
        var heard = 0;
        for (byte unit = 1; unit <= 3; unit++)
        {
            var frame = Frames.Rtu(unit, 3, 2, 0x12, unit);
            foreach (var baud in Bauds)
            {
                var speaker = new SerialSettings { Baud = baud };
                _bus.Noise = settings => settings.Baud == baud ? [] : Uart.Hear(frame, speaker, settings).Select((each, index) => (20_000L + index, each.Value));
                var report = Scan(ScanPlan.Quick([]));
                Assert.Empty(report.Units);
                heard += report.Findings.Length;
            }
        }

        Assert.True(heard > 30, "nothing was heard");
    }

    [Fact]
    public void Random_noise_is_nobody_and_is_told()
    {
        var random = new Random(7);
        _bus.Noise = _ => [.. Enumerable.Range(0, random.Next(3, 30)).Select(index => (15_000L + (200 * index), (byte)random.Next(256)))];
        for (var turn = 0; turn < 15; turn++)
        {
            var report = Scan(ScanPlan.Quick([]));
            Assert.Empty(report.Units);
            Assert.InRange(report.Findings.OfType<UnitUnclear>().Count(), 60, 120); // eight bytes may be an echo
        }
    }

    [Fact]
    public async Task Every_question_of_every_plan_for_the_shipped_profiles_is_harmless_and_in_no_forbidden_area()
    {
        var read = await ProfileFile.LoadFolderAsync(ProfileFile.ShippedFolder, TestContext.Current.CancellationToken);
        var profiles = read.Values.Select(reading => reading.Profile!).ToList();
        Assert.True(profiles.Count > 5);
        foreach (var plan in (ScanPlan[])[ScanPlan.Quick([.. profiles]), ScanPlan.Patient([.. profiles]), ScanPlan.Tcp([.. profiles], isPatient: true)])
        {
            Assert.All(plan.Steps, step => Assert.InRange((byte)step.Question.Function, 1, 4));
            var asked = plan.Steps.Select(step => new RegisterArea(TableOf(step.Question.Function), step.Question.Address, step.Question.Quantity));
            Assert.DoesNotContain(asked, area => profiles.Any(profile => profile.Limits.Forbidden.Any(forbidden => forbidden.Touches(area))));
        }
    }

    [Fact]
    public void What_is_no_read_does_not_pass_to_the_wire()
    {
        _bus.Add(new(), 1, 3, 2, 0, 7);
        foreach (var request in Writes)
            Assert.Throws<InvalidOperationException>(() => Scan(new ScanPlan([new(new(), 1, request, ScanPatience.Quick)])));
        Assert.Empty(_bus.Asked);
    }

    // Whatever devices answer, nothing but functions 1-4 and 43/14 leaves the port: each device here does all that it can to provoke more.
    [Fact]
    public void Whatever_is_answered_nothing_is_written()
    {
        var random = new Random(11);
        var profiles = Shipped("pzem-017", "generic-example", "waveshare-dio-8ch", "waveshare-ai-8ch-hall");
        for (byte unit = 1; unit <= 10; unit++)
            _bus.Devices.Add(new(new(), unit, pdu => Mischief(random, pdu)));
        var guessed = 0;
        for (var turn = 0; turn < 12; turn++)
        {
            foreach (var unit in Scan(ScanPlan.Quick([.. profiles])).Units)
            {
                guessed++;
                _clock.Run(() => new ProfileGuesser(_bus.Links, _clock).GuessAsync(unit, [.. profiles], default));
            }
        }

        Assert.True(guessed > 40);
        Assert.All(_bus.Asked, asked => Assert.True(asked.Bytes[1] is >= 1 and <= 4 || (asked.Bytes[1] == 0x2B && asked.Bytes[2] == 0x0E)));
    }

    private static RegisterKind TableOf(ModbusFunction function) => function switch
    {
        ModbusFunction.ReadCoils => RegisterKind.Coil,
        ModbusFunction.ReadDiscreteInputs => RegisterKind.Discrete,
        ModbusFunction.ReadHoldingRegisters => RegisterKind.Holding,
        _ => RegisterKind.Input,
    };

    private static List<DeviceProfile> Shipped(params IEnumerable<string> names) =>
        [.. names.Select(name => ProfileFile.Read(File.ReadAllBytes(Path.Combine(ProfileFile.ShippedFolder, $"{name}.yaml")), name).Profile!)];

    private static byte[]? Mischief(Random random, byte[] pdu) => random.Next(6) switch
    {
        0 => null,
        1 => [(byte)(pdu[0] | 0x80), (byte)random.Next(1, 12)],
        2 => [6, 0, 0, 0, 1],
        3 => pdu,
        _ => [pdu[0], (byte)(pdu[0] < 3 ? (pdu[4] + 7) / 8 : 2 * pdu[4]), .. Enumerable.Range(0, pdu[0] < 3 ? (pdu[4] + 7) / 8 : 2 * pdu[4]).Select(_ => (byte)random.Next(2))],
    };

    private ScanReport Scan(ScanPlan plan) => _clock.Run(() => new BusScanner(_bus.Links, _clock).ScanAsync(plan, null, null, default));
}
