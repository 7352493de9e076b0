using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.Rig;

namespace WeldExam.Drivers.Tests.Scanning;

/// <summary>One bus with devices at different settings: who is asked with other settings hears nothing that it understands.</summary>
internal sealed class ScannedBus(FakeTimeProvider clock)
{
    private readonly List<(SerialSettings At, byte Unit, Func<byte[], (int Milliseconds, byte[] Bytes)[]> Answer)> _devices = [];

    public List<(SerialSettings At, byte[] Bytes)> Asked { get; } = [];

    public List<(SerialSettings At, ScriptedLine Line)> Opened { get; } = [];

    /// <summary>What comes whatever is asked, by the settings.</summary>
    public Func<SerialSettings, byte[]> Noise { get; set; } = _ => [];

    public Predicate<SerialSettings> Opens { get; set; } = _ => true;

    public Func<SerialSettings?, IModbusLink> Links =>
        ScanLinks.Serial(LineAt, new ModbusLinkOptions(), new Random(1), clock, NullLogger<RtuBus>.Instance);

    public void Add(SerialSettings at, byte unit, byte[] pdu, int milliseconds = 20) =>
        Add(at, unit, _ => [(milliseconds, Frames.Rtu(unit, pdu))]);

    public void Add(SerialSettings at, byte unit, Func<byte[], (int Milliseconds, byte[] Bytes)[]> answer) => _devices.Add((at, unit, answer));

    private ScriptedLine LineAt(SerialSettings settings)
    {
        var line = new ScriptedLine(clock) { IsPlugged = Opens(settings) };
        Opened.Add((settings, line));
        line.Device = request =>
        {
            Asked.Add((settings, request));
            if (Noise(settings) is { Length: > 0 } noise)
                line.Arrives(15, noise);
            foreach (var device in _devices.Where(device => device.At == settings && device.Unit == request[0]))
            {
                foreach (var (milliseconds, bytes) in device.Answer(request))
                    line.Arrives(milliseconds, bytes);
            }
        };
        return line;
    }
}
