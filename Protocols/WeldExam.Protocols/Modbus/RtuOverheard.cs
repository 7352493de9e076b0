namespace WeldExam.Protocols.Modbus;

/// <summary>What a server hears on a serial line that it may share with others: requests to it, requests to others, and their answers. RTU frames
/// carry no length, so both shapes are tried; only a CRC that fits decides.</summary>
public static class RtuOverheard
{
    /// <summary>Takes the frame that begins with the first byte. <see cref="WireFault.Incomplete"/>: it may still become whole. Any other fault:
    /// nothing is known until the line falls silent.</summary>
    public static WireFault TryTake(ReadOnlySpan<byte> received, out RtuFrame frame, out bool isRequest)
    {
        frame = default;
        isRequest = true;
        if (received.Length < 2)
            return WireFault.Incomplete;
        var asked = ModbusPdu.TryLength(received[1..], out var length);
        var asRequest = asked == WireFault.None ? TryWhole(received, length, out frame) : asked;
        if (asRequest == WireFault.None)
            return WireFault.None;
        isRequest = false;
        var answered = ModbusAnswerPdu.TryLength(received[1..], out length);
        var asAnswer = answered == WireFault.None ? TryWhole(received, length, out frame) : answered;
        return asAnswer == WireFault.None || asRequest != WireFault.Incomplete ? asAnswer : WireFault.Incomplete;
    }

    private static WireFault TryWhole(ReadOnlySpan<byte> received, int pduLength, out RtuFrame frame)
    {
        frame = default;
        var length = pduLength + RtuFrame.Overhead;
        return length > RtuFrame.MaxLength ? WireFault.TooLong
            : received.Length < length ? WireFault.Incomplete
            : RtuFrame.TryRead(received[..length], out frame);
    }
}
