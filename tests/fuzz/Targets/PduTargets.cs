using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Fuzz.Targets;

/// <summary>Protocol data units.</summary>
internal static class PduTargets
{
    public static void Request(byte[] bytes)
    {
        var fault = ModbusPdu.TryRead(bytes.AsSpan(), out var request);
        BrokenOracleException.Unless(ModbusPdu.TryRead(bytes.AsMemory(), out _) == fault, "the two ways to read differ");
        _ = ModbusPdu.ExceptionFor(fault);
        if (fault != WireFault.None)
            return;
        var pdu = new byte[ModbusPdu.MaxLength];
        var length = request.Write(pdu);
        BrokenOracleException.Unless(length == request.PduLength && pdu.AsSpan(0, length).SequenceEqual(bytes), "a request is written differently");
        BrokenOracleException.Unless(ModbusPdu.TryLength(bytes, out var told) == WireFault.None && told == bytes.Length, "a length is told wrongly");
        BrokenOracleException.Unless(ModbusPdu.TryRead(bytes.AsSpan(..^1), out _) != WireFault.None, "a part is taken for the whole");
    }

    // Length of the request, request, answer.
    public static void Answer(byte[] bytes)
    {
        if (!TrySplit(bytes, out var request, out var pdu))
            return;
        var fault = request.CheckAnswer(pdu, out var exception);
        var begun = request.TryAnswerLength(pdu, out var told);
        if (fault != WireFault.None)
            return;
        BrokenOracleException.Unless(begun == WireFault.None && told == pdu.Length, "the length of an answer is told wrongly");
        var back = new byte[ModbusPdu.MaxLength];
        var content = new byte[ModbusPdu.MaxLength];
        var length = exception != ModbusExceptionCode.None ? ModbusAnswerPdu.WriteException(pdu[0], exception, back)
            : request.Function == ModbusFunction.ReadIdentification ? Rewrite(request, pdu, back)
            : request.WriteAnswer(pdu[(request.HasContent ? 2 : pdu.Length)..], back);
        BrokenOracleException.Unless(back.AsSpan(0, length).SequenceEqual(pdu), "an answer is written differently");
        if (exception != ModbusExceptionCode.None || !request.HasContent)
            return;
        var copied = request.CopyContent(pdu, content);
        BrokenOracleException.Unless(copied == pdu.Length - 2, "content is cut");
        if (request.Function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs)
            BrokenOracleException.Unless(request.Quantity % 8 == 0 || content[copied - 1] >> (request.Quantity % 8) == 0, "bits nobody asked for");
    }

    public static bool TrySplit(byte[] bytes, out ModbusRequest request, out ReadOnlySpan<byte> rest)
    {
        request = default;
        rest = default;
        if (bytes.Length == 0 || bytes[0] >= bytes.Length || ModbusPdu.TryRead(bytes.AsSpan(1, bytes[0]), out request) != WireFault.None)
            return false;
        rest = bytes.AsSpan(1 + bytes[0]);
        return true;
    }

    private static int Rewrite(in ModbusRequest request, ReadOnlySpan<byte> pdu, byte[] to)
    {
        BrokenOracleException.Unless(IdentificationAnswer.TryRead(request, pdu, out var answer) == WireFault.None, "an identification is taken once only");
        byte[] header = [0x2B, 0x0E, (byte)answer.Access, answer.Conformity, answer.MoreFollows ? (byte)0xFF : (byte)0, answer.Next, (byte)answer.Count];
        header.CopyTo(to, 0);
        var end = header.Length;
        for (var index = 0; index < answer.Count; index++)
        {
            var value = answer.At(index, out to[end]);
            to[end + 1] = (byte)value.Length;
            value.CopyTo(to.AsSpan(end + 2));
            end += 2 + value.Length;
        }

        return end;
    }
}
