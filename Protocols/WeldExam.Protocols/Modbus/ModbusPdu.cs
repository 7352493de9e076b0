using System.Buffers.Binary;

namespace WeldExam.Protocols.Modbus;

/// <summary>The protocol data unit of requests, and whether one answers them (Modbus Application Protocol V1.1b3, §6).</summary>
public static class ModbusPdu
{
    /// <summary>The longest protocol data unit, either way, in bytes.</summary>
    public const int MaxLength = 253;

    internal const byte ExceptionBit = 0x80;

    /// <summary>Writes the protocol data unit and returns its length, <see cref="ModbusRequest.PduLength"/>.</summary>
    public static int Write(this in ModbusRequest request, Span<byte> to)
    {
        to[0] = (byte)request.Function;
        BinaryPrimitives.WriteUInt16BigEndian(to[1..], request.Address);
        if (request.IsSingle)
        {
            request.Data.Span.CopyTo(to[3..]);
            return request.PduLength;
        }

        BinaryPrimitives.WriteUInt16BigEndian(to[3..], request.Quantity);
        if (!request.IsRead)
        {
            to[5] = (byte)request.ContentLength;
            request.Data.Span.CopyTo(to[6..]);
        }

        return request.PduLength;
    }

    /// <summary>Reads a request's protocol data unit, as a server would.</summary>
    public static WireFault TryRead(ReadOnlySpan<byte> pdu, out ModbusRequest request)
    {
        request = default;
        if (pdu.Length < 5)
            return WireFault.Incomplete;
        if (pdu.Length > MaxLength)
            return WireFault.TooLong;
        var function = (ModbusFunction)pdu[0];
        if (ModbusRequest.LongestQuantity(function) == 0)
            return WireFault.Function;
        var address = BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]);
        var isSingle = function is ModbusFunction.WriteSingleCoil or ModbusFunction.WriteSingleRegister;
        var quantity = isSingle ? (ushort)1 : BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]);
        if (!ModbusRequest.Fits(function, address, quantity))
            return WireFault.Quantity;

        var bare = new ModbusRequest(function, address, quantity, default);
        if (pdu.Length != bare.PduLength)
            return WireFault.Length;
        if (function == ModbusFunction.WriteSingleCoil && BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]) is not (0xFF00 or 0))
            return WireFault.Value;
        if (!bare.IsRead && !isSingle && pdu[5] != bare.ContentLength)
            return WireFault.ByteCount;
        request = bare.IsRead ? bare : bare with { Data = pdu[(isSingle ? 3 : 6)..].ToArray() };
        return WireFault.None;
    }

    /// <summary>Whether <paramref name="pdu"/> answers this request. With <see cref="WireFault.None"/> and no exception, the content of
    /// a read begins at <c>pdu[2]</c>.</summary>
    public static WireFault CheckAnswer(this in ModbusRequest request, ReadOnlySpan<byte> pdu, out ModbusExceptionCode exception)
    {
        exception = ModbusExceptionCode.None;
        if (pdu.Length < 2)
            return WireFault.Incomplete;
        if (pdu[0] == ((byte)request.Function | ExceptionBit))
        {
            exception = (ModbusExceptionCode)pdu[1];
            return pdu.Length != 2 ? WireFault.Length : pdu[1] == 0 ? WireFault.Value : WireFault.None;
        }

        if (pdu[0] != (byte)request.Function)
            return WireFault.Function;
        if (request.IsRead && pdu[1] != request.ContentLength)
            return WireFault.ByteCount;
        if (pdu.Length != request.AnswerPduLength)
            return WireFault.Length;
        return request.IsRead || Confirms(request, pdu) ? WireFault.None : WireFault.Confirmation;
    }

    private static bool Confirms(in ModbusRequest request, ReadOnlySpan<byte> pdu)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]) != request.Address)
            return false;
        return request.IsSingle ? pdu[3..].SequenceEqual(request.Data.Span) : BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]) == request.Quantity;
    }
}
