using System.Buffers.Binary;

namespace WeldExam.Protocols.Modbus;

/// <summary>The protocol data unit of answers, both ways (Modbus Application Protocol V1.1b3, §6 and §7).</summary>
public static class ModbusAnswerPdu
{
    /// <summary>Bytes of a refusal: function with its highest bit set, code.</summary>
    public const int ExceptionLength = 2;

    /// <summary>Whether <paramref name="pdu"/> answers this request. With <see cref="WireFault.None"/> and no exception, the content of
    /// a request that <see cref="ModbusRequest.HasContent"/> begins at <c>pdu[2]</c>.</summary>
    /// <remarks>Bits beyond the quantity in the last byte of coils and inputs should be zero (§6.1) but are not looked at: boards that send their
    /// whole port byte whatever was asked exist, a flipped bit is the check sum's matter, and <see cref="CopyContent"/> lets no such bit through.</remarks>
    public static WireFault CheckAnswer(this in ModbusRequest request, ReadOnlySpan<byte> pdu, out ModbusExceptionCode exception)
    {
        exception = ModbusExceptionCode.None;
        if (pdu.Length < ExceptionLength)
            return WireFault.Incomplete;
        if (pdu.Length > ModbusPdu.MaxLength)
            return WireFault.TooLong;
        if (pdu[0] == ((byte)request.Function | ModbusPdu.ExceptionBit))
        {
            exception = (ModbusExceptionCode)pdu[1];
            return pdu.Length != ExceptionLength ? WireFault.Length : pdu[1] == 0 ? WireFault.Value : WireFault.None;
        }

        if (pdu[0] != (byte)request.Function)
            return WireFault.Function;
        if (request.Function == ModbusFunction.ReadIdentification)
            return IdentificationAnswer.TryRead(request, pdu, out _);
        if (request.HasContent && pdu[1] != request.ContentLength)
            return WireFault.ByteCount;
        if (pdu.Length != request.AnswerPduLength)
            return WireFault.Length;
        return request.HasContent || Confirms(request, pdu) ? WireFault.None : WireFault.Confirmation;
    }

    /// <summary>How long the answer to this request is that begins like <paramref name="begun"/>: <see cref="WireFault.Incomplete"/> until that can
    /// be told. What cannot become an answer is named.</summary>
    public static WireFault TryAnswerLength(this in ModbusRequest request, ReadOnlySpan<byte> begun, out int length)
    {
        length = 0;
        if (begun.IsEmpty)
            return WireFault.Incomplete;
        if (begun[0] == ((byte)request.Function | ModbusPdu.ExceptionBit))
        {
            length = ExceptionLength;
            return WireFault.None;
        }

        if (begun[0] != (byte)request.Function)
            return WireFault.Function;
        if (request.Function == ModbusFunction.ReadIdentification)
            return IdentificationAnswer.TryLength(begun, out length);
        length = request.AnswerPduLength;
        return request.HasContent && begun.Length > 1 && begun[1] != request.ContentLength ? WireFault.ByteCount : WireFault.None;
    }

    /// <summary>Copies what a checked answer brought and returns its length: registers high byte first, bits packed from the lowest with those
    /// beyond the quantity zero, or an identification from its access byte on; nothing for a confirmation.</summary>
    public static int CopyContent(this in ModbusRequest request, ReadOnlySpan<byte> pdu, Span<byte> to)
    {
        if (!request.HasContent)
            return 0;
        var content = pdu[2..];
        content.CopyTo(to);
        var spare = request.Quantity % 8;
        if (request.IsBits && spare != 0)
            to[content.Length - 1] &= (byte)((1 << spare) - 1);
        return content.Length;
    }

    /// <summary>Writes a server's answer and returns its length.</summary>
    /// <param name="request">What is answered; not an identification, see <see cref="IdentificationAnswer.Write"/>.</param>
    /// <param name="content">Exactly what was asked for; not looked at for a confirmation. It may already stand at <c>to[2]</c>.</param>
    /// <param name="to">Room for <see cref="ModbusRequest.AnswerPduLength"/>.</param>
    public static int WriteAnswer(this in ModbusRequest request, ReadOnlySpan<byte> content, Span<byte> to)
    {
        if (request.HasContent)
        {
            if (request.Function == ModbusFunction.ReadIdentification || content.Length != request.ContentLength)
                throw new ArgumentException($"{content.Length} bytes do not answer {request.Function} of {request.Quantity}.", nameof(content));
            content.CopyTo(to[2..]);
            to[1] = (byte)content.Length;
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(to[1..], request.Address);
            if (ModbusPdu.CarriesData(request.Function))
                BinaryPrimitives.WriteUInt16BigEndian(to[3..], request.Quantity);
            else
                request.Data.Span.CopyTo(to[3..]);
        }

        to[0] = (byte)request.Function;
        return request.AnswerPduLength;
    }

    /// <summary>Writes a refusal and returns its length, 2. <paramref name="function"/> may be one that nobody knows.</summary>
    public static int WriteException(byte function, ModbusExceptionCode code, Span<byte> to)
    {
        to[0] = (byte)(function | ModbusPdu.ExceptionBit);
        to[1] = (byte)code;
        return ExceptionLength;
    }

    /// <summary>How long the answer is that begins like this, whatever was asked.</summary>
    internal static WireFault TryLength(ReadOnlySpan<byte> begun, out int length)
    {
        length = 0;
        if (begun.Length < 2)
            return WireFault.Incomplete;
        if ((begun[0] & ModbusPdu.ExceptionBit) != 0)
        {
            length = ExceptionLength;
            return WireFault.None;
        }

        var any = new ModbusRequest((ModbusFunction)begun[0], 0, 0, default);
        if (ModbusPdu.FixedLength(any.Function) == 0)
            return WireFault.Function;
        if (any.Function == ModbusFunction.ReadIdentification)
            return IdentificationAnswer.TryLength(begun, out length);
        length = any.AnswerPduLength + (any.HasContent ? begun[1] : 0);
        return WireFault.None;
    }

    // A single write and a mask repeat the value, the others the quantity.
    private static bool Confirms(in ModbusRequest request, ReadOnlySpan<byte> pdu)
    {
        if (BinaryPrimitives.ReadUInt16BigEndian(pdu[1..]) != request.Address)
            return false;
        return ModbusPdu.CarriesData(request.Function)
            ? BinaryPrimitives.ReadUInt16BigEndian(pdu[3..]) == request.Quantity
            : pdu[3..].SequenceEqual(request.Data.Span);
    }
}
