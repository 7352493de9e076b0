using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>Modbus ASCII as a server hears it. On a line with others their answers are heard too: as they bear the others' units, they concern nobody.</summary>
internal sealed class ServedAscii : IServedFraming
{
    private readonly byte[] _bytes = new byte[AsciiFrame.MaxBytes];

    /// <summary>One second between characters is an error (Modbus over Serial Line V1.02, §2.5.2.1).</summary>
    public TimeSpan Silence => TimeSpan.FromSeconds(1);

    public TimeSpan TurnAround => TimeSpan.Zero;

    public ServedTake TryTake(ReadOnlyMemory<byte> received, bool isSilent, out byte unit, out ReadOnlyMemory<byte> pdu, out int consumed)
    {
        var fault = AsciiFrame.TryRead(received.Span, _bytes, out var frame, out consumed);
        unit = fault == WireFault.None ? frame.Unit : (byte)0;
        pdu = fault == WireFault.None ? _bytes.AsMemory(1, frame.Pdu.Length) : default;
        return fault == WireFault.None ? ServedTake.Request : consumed > 0 ? ServedTake.Skip : ServedTake.More;
    }

    public int Write(byte unit, ReadOnlySpan<byte> pdu, Span<byte> to) => AsciiFrame.Write(unit, pdu, to);
}
