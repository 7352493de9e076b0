namespace WeldExam.Protocols.Modbus;

/// <summary>Finds the answer to one request among received bytes: noise before it is skipped, and only a frame whose unit, function,
/// byte count and CRC all fit is taken.</summary>
/// <param name="Fault"><see cref="WireFault.None"/> when found; else the nearest miss.</param>
/// <param name="Start">Where the frame begins, which is how many bytes were skipped.</param>
/// <param name="Length">The frame's length in bytes.</param>
/// <param name="Exception">The device's refusal, or none.</param>
public readonly record struct RtuScan(WireFault Fault, int Start, int Length, ModbusExceptionCode Exception)
{
    public static RtuScan Find(ReadOnlySpan<byte> received, byte unit, in ModbusRequest request)
    {
        var nearest = received.IsEmpty ? WireFault.Incomplete : WireFault.Noise;
        for (var start = 0; start < received.Length; start++)
        {
            var rest = received[start..];
            var fault = TryHere(rest, unit, request, out var length, out var exception);
            if (fault == WireFault.None)
                return new RtuScan(WireFault.None, start, length, exception);
            if (Severity(fault) > Severity(nearest))
                nearest = fault;
        }

        return new RtuScan(nearest, 0, 0, ModbusExceptionCode.None);
    }

    private static WireFault TryHere(
        ReadOnlySpan<byte> bytes, byte unit, in ModbusRequest request, out int length, out ModbusExceptionCode exception)
    {
        length = 0;
        exception = ModbusExceptionCode.None;
        if (bytes[0] != unit)
            return WireFault.Noise;
        if (bytes.Length < 2)
            return WireFault.Incomplete;
        var begun = request.TryAnswerLength(bytes[1..], out var pduLength);
        if (begun != WireFault.None)
            return begun == WireFault.Function ? WireFault.Noise : begun;
        length = pduLength + RtuFrame.Overhead;
        if (bytes.Length < length)
            return WireFault.Incomplete;
        var fault = RtuFrame.TryRead(bytes[..length], out var frame);
        return fault != WireFault.None ? fault : request.CheckAnswer(frame.Pdu, out exception);
    }

    // A whole frame that does not fit says more than a beginning, a beginning more than noise.
    private static int Severity(WireFault fault) => fault switch
    {
        WireFault.None or WireFault.Noise => 0,
        WireFault.Incomplete => 1,
        WireFault.ByteCount or WireFault.TooLong => 2,
        WireFault.Checksum => 3,
        _ => 4,
    };
}
