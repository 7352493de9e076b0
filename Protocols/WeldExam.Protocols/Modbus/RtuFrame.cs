using System.Buffers.Binary;

namespace WeldExam.Protocols.Modbus;

/// <summary>Modbus RTU frame (Modbus over Serial Line V1.02, §2.5.1): unit, protocol data unit, CRC-16 low byte first.
/// It looks into the caller's bytes and copies nothing.</summary>
public readonly ref struct RtuFrame
{
    /// <summary>The longest frame in bytes.</summary>
    public const int MaxLength = 256;

    /// <summary>Bytes of a frame around its protocol data unit.</summary>
    public const int Overhead = 3;

    private RtuFrame(byte unit, ReadOnlySpan<byte> pdu)
    {
        Unit = unit;
        Pdu = pdu;
    }

    public byte Unit { get; }

    public ReadOnlySpan<byte> Pdu { get; }

    /// <summary>Takes all of <paramref name="bytes"/> as one frame.</summary>
    public static WireFault TryRead(ReadOnlySpan<byte> bytes, out RtuFrame frame)
    {
        frame = default;
        if (bytes.Length < Overhead + 1)
            return WireFault.Incomplete;
        if (bytes.Length > MaxLength)
            return WireFault.TooLong;
        if (Crc16.Of(bytes[..^2]) != BinaryPrimitives.ReadUInt16LittleEndian(bytes[^2..]))
            return WireFault.Checksum;
        frame = new RtuFrame(bytes[0], bytes[1..^2]);
        return WireFault.None;
    }

    /// <summary>Writes a request's frame and returns its length.</summary>
    public static int Write(byte unit, in ModbusRequest request, Span<byte> to)
    {
        to[0] = unit;
        var end = 1 + request.Write(to[1..]);
        BinaryPrimitives.WriteUInt16LittleEndian(to[end..], Crc16.Of(to[..end]));
        return end + 2;
    }

    /// <summary>Writes a frame around <paramref name="pdu"/> and returns its length.</summary>
    public static int Write(byte unit, ReadOnlySpan<byte> pdu, Span<byte> to)
    {
        to[0] = unit;
        pdu.CopyTo(to[1..]);
        var end = 1 + pdu.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(to[end..], Crc16.Of(to[..end]));
        return end + 2;
    }
}
