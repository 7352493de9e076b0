using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Capture;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using WeldExam.Simulators;
using WeldExam.Simulators.Scenarios;

namespace WeldExam.EndToEnd.Tests.Wires;

/// <summary>What a bus recorded, the simulator plays back over the same kind of wire, and the client reads the same again.</summary>
public sealed class PlaybackTests : IDisposable
{
    private static readonly TimeProvider Clock = TimeProvider.System;
    private readonly string _folder = Directory.CreateTempSubdirectory("weldexam-playback-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{pty: auto}")]
    [InlineData("{tcp: 0}")]
    public async Task A_played_back_capture_reads_as_the_device_did(string link)
    {
        var ring = new CaptureRing();
        var first = await ReadAsync($"{{name: meter, kind: pzem-017, unit: 1, link: {link}}}", "fault meter silent times 1", ring);
        Assert.Contains(first, answer => answer.StartsWith("Timeout", StringComparison.Ordinal));
        Assert.Contains(first, answer => answer.Length > 20);
        var text = CaptureText.Of("meter", ring.Snapshot(), new(MonotonicTick.Now(Clock), Clock.GetUtcNow()), TimeSpan.FromMilliseconds(5));
        await File.WriteAllTextAsync(Path.Combine(_folder, "meter.capture"), text, TestContext.Current.CancellationToken);
        var again = await ReadAsync($"{{name: meter, kind: playback, file: meter.capture, link: {link}}}", null, new());
        Assert.Equal(first, again);
    }

    [Theory]
    [InlineData("# something else", "line 1")]
    [InlineData("# weldexam capture 1\n0.0 > 01 0", "line 2")]
    [InlineData("# weldexam capture 1\n0.0 +\n", "nothing was asked")]
    public void A_file_that_is_no_capture_is_named_with_its_line(string text, string told)
    {
        File.WriteAllText(Path.Combine(_folder, "meter.capture"), text);
        Assert.False(ScenarioReader.TryRead(Yaml("{name: meter, kind: playback, file: meter.capture, link: {pty: auto}}"), ScenarioPath, out _, out var errors));
        Assert.Contains(told, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    private string ScenarioPath => Path.Combine(_folder, "scenario.yaml");

    private static string Yaml(string device) => $"scenario: s\nstation: {{current_noise: 0A}}\ndevices:\n  - {device}\n";

    private async Task<List<string>> ReadAsync(string device, string? fault, CaptureRing ring)
    {
        Assert.True(ScenarioReader.TryRead(Yaml(device), ScenarioPath, out var scenario, out var errors), string.Join('\n', errors));
        await using var station = SimulatedStation.Start(scenario!, Clock);
        var address = station.AddressOf("meter");
        using var link = Connect(address, ring);
        var answers = new List<string>();
        var peer = new ModbusPeer(new("meter"), 1) { LongestAnswer = TimeSpan.FromMilliseconds(200) };
        for (var i = 0; i < 6; i++)
        {
            if (i == 3 && fault is not null)
                station.Do(fault);
            var deadline = MonotonicTick.Now(Clock) + TimeSpan.FromSeconds(2);
            var reply = await ((IModbusLink)link).AskAsync(peer, ModbusRequest.ReadInputRegisters(0, (ushort)(6 + (i % 3))), deadline, TestContext.Current.CancellationToken);
            answers.Add(reply is ModbusAnswer answer ? Convert.ToHexString(answer.Content.Span) : ((ModbusFailure)reply).Kind.ToString());
        }

        return answers;
    }

    private static IDisposable Connect(string address, CaptureRing ring)
    {
        if (address.StartsWith('/'))
        {
            var settings = new SerialSettings();
            return new RtuBus(
                new CapturedLine(new SerialLine(address, settings, Clock), ring, Clock), settings.Baud, new(), new Random(1), Clock, NullLogger<RtuBus>.Instance);
        }

        var colon = address.LastIndexOf(':');
        var line = new TcpLine(address[..colon], int.Parse(address[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture), Clock);
        return new ModbusTcpLink(new CapturedLine(line, ring, Clock), new(), new Random(1), Clock, NullLogger<ModbusTcpLink>.Instance);
    }
}
