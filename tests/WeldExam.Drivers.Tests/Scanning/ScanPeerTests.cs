using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.Lines;
using WeldExam.Drivers.Tests.Peers;
using WeldExam.Drivers.Tests.Rig;
using Xunit;

namespace WeldExam.Drivers.Tests.Scanning;

/// <summary>Scans of servers in other languages, over real pseudo terminals and real sockets.</summary>
public sealed class ScanPeerTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    // Both servers hold 1000 + n in holding register n.
    private static readonly DeviceProfile Peer = Drawn.Profile(new(), Drawn.Register("count", 7) with { From = RegisterKind.Holding }) with
    {
        Fingerprints = [new(RegisterKind.Holding, 4, 1, 0xFFFF, [1004], null)],
    };

    private static readonly DeviceProfile Other = Peer with { Fingerprints = [new(RegisterKind.Holding, 4, 1, 0xFFFF, [2004], null)] };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Libmodbus_on_a_serial_line_is_found_at_its_number_and_guessed()
    {
        using var cable = await PtyPair.OpenAsync();
        using var server = await PeerProgram.Start(await PeerProgram.LibmodbusAsync(), "server", "rtu", cable.Theirs, "9600").ReadyAsync();
        var links = Serial(cable.Ours);

        var report = await new BusScanner(links, Clock).ScanAsync(new([.. Plan(9600, 115200).Steps.Where(step => step.Unit == 1)]), null, null, Stop);
        Assert.True(report.IsWhole, $"{string.Join(' ', report.Findings)}");
        Assert.Equal([(9600, 1), (115200, 1)], report.Units.Select(unit => (unit.Settings!.Baud, (int)unit.Unit))); // a pseudo terminal has no speed
        await GuessAsync(links, report.Units.First());
    }

    // libmodbus takes the next message on the bus after a question to another unit for that one's answer, so that a quick pass may miss it.
    [Fact]
    public async Task Libmodbus_behind_questions_to_other_numbers_is_found_by_the_patient_pass()
    {
        using var cable = await PtyPair.OpenAsync();
        using var server = await PeerProgram.Start(await PeerProgram.LibmodbusAsync(), "server", "rtu", cable.Theirs, "9600").ReadyAsync();
        var steps = ScanPlan.Patient([]).Steps.Where(step => step.Settings == new SerialSettings()).ToLookup(step => step.Unit);
        var report = await new BusScanner(Serial(cable.Ours), Clock).ScanAsync(new([.. steps[2], .. steps[1]]), null, null, Stop);
        Assert.Equal([1], report.Units.Select(unit => (int)unit.Unit));
    }

    // This device looks at what its port is set to, and is silent at all but its own.
    [Fact]
    public async Task On_a_real_port_a_device_is_found_at_its_own_speed()
    {
        using var pty = new Pty();
        var isOver = false;
        var device = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                var request = pty.TryReceive(8);
                if (request is [3, 3, 0, 0, 0, 1, ..] && pty.Baud() == 19200)
                    pty.Send(Frames.Rtu(3, 3, 2, 0, 7));
                else if (request.Length == 0)
                    Thread.Sleep(1); // nobody has the port open
            }
        });
        device.Start();
        var report = await new BusScanner(Serial(pty.Path), Clock).ScanAsync(Plan(9600, 19200, 38400), null, null, Stop);
        Volatile.Write(ref isOver, true);
        device.Join();
        Assert.Equal([(19200, 3)], report.Units.Select(unit => (unit.Settings!.Baud, (int)unit.Unit)));
        Assert.Equal((true, 1), (report.IsWhole, report.Findings.Length));
    }

    [Fact]
    public async Task Pymodbus_behind_TCP_is_found_at_its_number_and_guessed()
    {
        var port = PymodbusPeer.FreePort();
        using var peer = await PymodbusPeer.TcpAsync(port);
        var links = Tcp(port);
        var report = await UntilServedAsync(links);
        Assert.Equal(1, Assert.Single(report.Units).Unit);
        Assert.True(report.IsWhole);
        Assert.False(report.AnswersToAnyUnit);
        await GuessAsync(links, report.Units.First());
    }

    [Fact]
    public async Task Libmodbus_behind_TCP_looks_at_no_number()
    {
        var port = PeerProgram.FreePort();
        using var server = await PeerProgram.Start(await PeerProgram.LibmodbusAsync(), "server", "tcp", $"{port}").ReadyAsync();
        var report = await UntilServedAsync(Tcp(port));
        Assert.True(report.AnswersToAnyUnit);
    }

    [Fact]
    public async Task A_scan_of_a_silent_port_returns_when_it_is_cancelled()
    {
        using var pty = new Pty();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300), Clock);
        var began = Clock.GetTimestamp();
        var report = await new BusScanner(Serial(pty.Path), Clock).ScanAsync(ScanPlan.Patient([]), null, null, stop.Token);
        Assert.InRange(Clock.GetElapsedTime(began), TimeSpan.FromMilliseconds(290), TimeSpan.FromSeconds(5));
        Assert.Equal((0, false), (report.Next, report.IsWhole));
        Assert.Equal([1, 3, 0, 0, 0, 1], pty.Receive(8)[..6]);
    }

    private static ScanPlan Plan(params int[] bauds) => new(
        [.. ScanPlan.Quick([]).Steps.Where(step => step.Unit < 4 && step.Settings is { StopBits: 1, Parity: SerialParity.None } settings && bauds.Contains(settings.Baud))]);

    private static Func<SerialSettings?, IModbusLink> Serial(string path) =>
        ScanLinks.Serial(settings => new SerialLine(path, settings, Clock), new ModbusLinkOptions(), new Random(1), Clock, NullLogger<RtuBus>.Instance);

    private static Func<SerialSettings?, IModbusLink> Tcp(int port) =>
        ScanLinks.Tcp(() => new TcpLine("127.0.0.1", port, Clock), new ModbusLinkOptions(), new Random(1), Clock, NullLogger<ModbusTcpLink>.Instance);

    // pymodbus says nothing when it is ready.
    private static async Task<ScanReport> UntilServedAsync(Func<SerialSettings?, IModbusLink> links)
    {
        var plan = ScanPlan.Tcp([], isPatient: false);
        var report = new ScanReport(plan, 0, []);
        for (var turn = 0; turn < 40 && !report.Units.Any(); turn++)
        {
            report = await new BusScanner(links, Clock).ScanAsync(plan, null, null, Stop);
            if (!report.Units.Any())
                await Task.Delay(250, Stop);
        }

        return report;
    }

    private static async Task GuessAsync(Func<SerialSettings?, IModbusLink> links, UnitFound unit)
    {
        var guess = await new ProfileGuesser(links, Clock).GuessAsync(unit, [Other, Peer], Stop);
        Assert.Same(Peer, Assert.Single(guess.Best).Profile);
        Assert.Equal(IdentityMatch.Other, guess.Ranked[1].Identity);
    }
}
