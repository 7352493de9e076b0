using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Fuzz.Targets;

/// <summary>What is searched for and heard on a serial line.</summary>
internal static class RtuTargets
{
    private const byte Unit = 1;

    // Length of the request, request, what came.
    public static void Scan(byte[] bytes)
    {
        if (!PduTargets.TrySplit(bytes, out var request, out var received))
            return;
        var scan = RtuScan.Find(received, Unit, request);
        if (scan.Fault != WireFault.None)
        {
            BrokenOracleException.Unless(scan is { Start: 0, Length: 0 }, "nothing found has a place");
            if (request.Function != ModbusFunction.ReadIdentification && received.Length <= RtuFrame.MaxLength)
                FindPlanted(request, received);
            return;
        }

        BrokenOracleException.Unless(scan.Start >= 0 && scan.Start + scan.Length <= received.Length, "a frame outside of what came");
        var found = received.Slice(scan.Start, scan.Length);
        BrokenOracleException.Unless(RtuFrame.TryRead(found, out var frame) == WireFault.None && frame.Unit == Unit, "what was found is no frame");
        BrokenOracleException.Unless(request.CheckAnswer(frame.Pdu, out var exception) == WireFault.None && exception == scan.Exception, "what was found is no answer");
        var back = new byte[RtuFrame.MaxLength];
        BrokenOracleException.Unless(back.AsSpan(0, RtuFrame.Write(Unit, frame.Pdu, back)).SequenceEqual(found), "a frame is written differently");
    }

    // The first frame of any talk, then the next.
    public static void Overheard(byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        var back = new byte[RtuFrame.MaxLength];
        while (RtuOverheard.TryTake(rest, out var frame, out var isRequest) == WireFault.None)
        {
            var length = RtuFrame.Write(frame.Unit, frame.Pdu, back);
            BrokenOracleException.Unless(length <= rest.Length && back.AsSpan(0, length).SequenceEqual(rest[..length]), "a frame is written differently");
            if (isRequest)
                BrokenOracleException.Unless(ModbusPdu.TryLength(frame.Pdu, out var told) == WireFault.None && told == frame.Pdu.Length, "no request has that length");
            rest = rest[length..];
        }
    }

    // An answer that follows noise must be found, whatever the noise.
    private static void FindPlanted(in ModbusRequest request, ReadOnlySpan<byte> noise)
    {
        var pdu = new byte[ModbusPdu.MaxLength];
        var length = request.WriteAnswer(new byte[request.HasContent ? request.AnswerPduLength - 2 : 0], pdu);
        var all = new byte[2 * RtuFrame.MaxLength];
        noise.CopyTo(all);
        var end = noise.Length + RtuFrame.Write(Unit, pdu.AsSpan(0, length), all.AsSpan(noise.Length));
        BrokenOracleException.Unless(RtuScan.Find(all.AsSpan(0, end), Unit, request).Fault == WireFault.None, "noise hides an answer");
    }
}
