using System.Buffers.Binary;

namespace WeldExam.Protocols.Modbus;

/// <summary>Modbus TCP frame (Modbus Messaging on TCP/IP V1.0b, §3.1.3): transaction 2, protocol 2 (always 0), length 2 (unit and
/// protocol data unit), unit 1. It looks into the caller's bytes and copies nothing.</summary>
public readonly ref struct TcpFrame
{
    /// <summary>The longest frame in bytes.</summary>
    public const int MaxLength = HeaderLength + ModbusPdu.MaxLength;

    /// <summary>Bytes before the protocol data unit.</summary>
    public const int HeaderLength = 7;

    private TcpFrame(ushort transaction, byte unit, ReadOnlySpan<byte> pdu)
    {
        Transaction = transaction;
        Unit = unit;
        Pdu = pdu;
    }

    public ushort Transaction { get; }

    public byte Unit { get; }

    public ReadOnlySpan<byte> Pdu { get; }

    /// <summary>Takes the first frame of a stream. <paramref name="consumed"/> is its length, 0 unless whole. Any fault other than
    /// <see cref="WireFault.Incomplete"/> means the stream has lost its framing and must be closed.</summary>
    public static WireFault TryRead(ReadOnlySpan<byte> stream, out TcpFrame frame, out int consumed)
    {
        frame = default;
        consumed = 0;
        if (stream.Length >= 4 && BinaryPrimitives.ReadUInt16BigEndian(stream[2..]) != 0)
            return WireFault.ProtocolId;
        if (stream.Length < 6)
            return WireFault.Incomplete;
        var length = BinaryPrimitives.ReadUInt16BigEndian(stream[4..]);
        if (length is < 2 or > ModbusPdu.MaxLength + 1)
            return WireFault.Length;
        if (stream.Length < 6 + length)
            return WireFault.Incomplete;
        consumed = 6 + length;
        frame = new TcpFrame(BinaryPrimitives.ReadUInt16BigEndian(stream), stream[6], stream[HeaderLength..consumed]);
        return WireFault.None;
    }

    /// <summary>Writes a request's frame and returns its length.</summary>
    public static int Write(ushort transaction, byte unit, in ModbusRequest request, Span<byte> to)
    {
        WriteHeader(transaction, unit, request.PduLength, to);
        return HeaderLength + request.Write(to[HeaderLength..]);
    }

    /// <summary>Writes a frame around <paramref name="pdu"/> and returns its length.</summary>
    public static int Write(ushort transaction, byte unit, ReadOnlySpan<byte> pdu, Span<byte> to)
    {
        WriteHeader(transaction, unit, pdu.Length, to);
        pdu.CopyTo(to[HeaderLength..]);
        return HeaderLength + pdu.Length;
    }

    private static void WriteHeader(ushort transaction, byte unit, int pduLength, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to, transaction);
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(to[4..], (ushort)(pduLength + 1));
        to[6] = unit;
    }
}
