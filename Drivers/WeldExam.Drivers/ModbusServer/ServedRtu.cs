using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>Modbus RTU as a server hears it.</summary>
/// <param name="baud">The line's speed.</param>
internal sealed class ServedRtu(int baud) : IServedFraming
{
    // USB adapters hand over what they have every 16 ms: a shorter pause inside a frame is no end of it.
    private static readonly TimeSpan Adapter = TimeSpan.FromMilliseconds(20);

    public TimeSpan Silence { get; } = RtuTiming.Silence(baud) + Adapter;

    public TimeSpan TurnAround { get; } = RtuTiming.Silence(baud);

    public ServedTake TryTake(ReadOnlyMemory<byte> received, bool isSilent, out byte unit, out ReadOnlyMemory<byte> pdu, out int consumed)
    {
        var fault = RtuOverheard.TryTake(received.Span, out var frame, out var isRequest);
        if (fault == WireFault.None && isRequest)
            return Take(received, frame, out unit, out pdu, out consumed);

        // A function that nobody knows, or a wrong length, is whole when the line is silent: it has a right to its exception.
        var isWhole = isSilent && fault != WireFault.None && RtuFrame.TryRead(received.Span, out frame) == WireFault.None && frame.Pdu[0] < 0x80;
        if (isWhole)
            return Take(received, frame, out unit, out pdu, out consumed);
        unit = 0;
        pdu = default;
        consumed = fault == WireFault.None ? frame.Pdu.Length + RtuFrame.Overhead : 0;
        return fault switch
        {
            WireFault.None => ServedTake.Skip,
            WireFault.Incomplete => ServedTake.More,
            _ => ServedTake.Lost,
        };
    }

    public int Write(byte unit, ReadOnlySpan<byte> pdu, Span<byte> to) => RtuFrame.Write(unit, pdu, to);

    private static ServedTake Take(ReadOnlyMemory<byte> received, in RtuFrame frame, out byte unit, out ReadOnlyMemory<byte> pdu, out int consumed)
    {
        unit = frame.Unit;
        pdu = received.Slice(1, frame.Pdu.Length);
        consumed = frame.Pdu.Length + RtuFrame.Overhead;
        return ServedTake.Request;
    }
}
