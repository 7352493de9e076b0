using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.FaultModel;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Tests.Scanning;

/// <summary>One bus with devices at different settings, joined by a wire that carries levels: who asks with other settings is heard as
/// whatever those levels mean to the device, and hears its answers so.</summary>
internal sealed class ScannedBus(FaultClock clock)
{
    private readonly List<(SerialSettings By, long From, byte[] Bytes)> _spoken = [];

    public List<ScannedDevice> Devices { get; } = [];

    public List<(SerialSettings At, byte[] Bytes, long Moment)> Asked { get; } = [];

    public List<(SerialSettings At, long Moment)> Opened { get; } = [];

    /// <summary>What comes whatever is asked, by the settings: bytes with the microseconds after the request.</summary>
    public Func<SerialSettings, IEnumerable<(long After, byte Value)>> Noise { get; set; } = _ => [];

    public Predicate<SerialSettings> Opens { get; set; } = _ => true;

    /// <summary>The adapter hears itself.</summary>
    public bool Echoes { get; set; }

    public Func<SerialSettings?, IModbusLink> Links =>
        ScanLinks.Serial(LineAt, new ModbusLinkOptions(), new Random(1), clock, NullLogger<RtuBus>.Instance);

    public void Add(SerialSettings at, byte unit, params byte[] pdu) => Devices.Add(new(at, unit, _ => pdu));

    private FaultLine LineAt(SerialSettings settings)
    {
        var line = new FaultLine(clock);
        Opened.Add((settings, clock.Now));
        if (!Opens(settings))
            line.HangUp(0, long.MaxValue);
        foreach (var (by, from, bytes) in _spoken)
            Arrive(line, by, from, bytes, settings); // what is still on the wire when the port is set anew
        line.Device = request =>
        {
            Asked.Add((settings, request, clock.Now));
            if (Echoes)
                Arrive(line, settings, clock.Now, request, settings);
            foreach (var (after, value) in Noise(settings))
                line.Arrives(clock.Now + after, value);
            foreach (var device in Devices)
                Hear(line, settings, request, device);
        };
        return line;
    }

    private void Hear(FaultLine line, SerialSettings settings, byte[] request, ScannedDevice device)
    {
        var heard = Uart.Hear(request, settings, device.At);
        byte[] frame = [.. heard.Select(each => each.Value)];
        if (frame.Length < 4 || frame[0] != device.Unit || heard.Exists(each => !each.IsSound) || Crc16.Of(frame.AsSpan(0, frame.Length - 2)) != (ushort)(frame[^2] | (frame[^1] << 8)))
            return;
        if (device.Answer(frame[1..^2]) is { } pdu)
        {
            var from = clock.Now + (long)(RtuTiming.OnWire(settings.Baud, request.Length) + device.Delay).TotalMicroseconds;
            var bytes = device.Sends(Frames.Rtu(device.Unit, pdu));
            _spoken.Add((device.At, from, bytes));
            Arrive(line, device.At, from, bytes, settings);
        }
    }

    private void Arrive(FaultLine line, SerialSettings by, long from, byte[] bytes, SerialSettings at)
    {
        var heard = Uart.Hear(bytes, by, at);
        for (var index = 0; index < heard.Count; index++)
        {
            var moment = from + (long)(RtuTiming.OnWire(by.Baud, bytes.Length).TotalMicroseconds * (index + 1) / heard.Count);
            if (moment > clock.Now)
                line.Arrives(moment, heard[index].Value);
        }
    }
}
