using WeldExam.Protocols;
using WeldExam.Protocols.IdCard;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Fuzz.Targets;

/// <summary>Streams of frames: the next is taken from the front until nothing whole is left.</summary>
internal static class StreamTargets
{
    public static void Tcp(byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        var back = new byte[TcpFrame.MaxLength];
        while (true)
        {
            var fault = TcpFrame.TryRead(rest, out var frame, out var consumed);
            BrokenOracleException.Unless(consumed <= rest.Length && (fault == WireFault.None) == (consumed > 0), "consumed what is not there");
            if (fault != WireFault.None)
                return;
            var length = TcpFrame.Write(frame.Transaction, frame.Unit, frame.Pdu, back);
            BrokenOracleException.Unless(back.AsSpan(0, length).SequenceEqual(rest[..consumed]), "a frame is written differently");
            BrokenOracleException.Unless(TcpFrame.TryRead(rest[..(consumed - 1)], out _, out _) == WireFault.Incomplete, "a part is taken for the whole");
            rest = rest[consumed..];
        }
    }

    public static void Ascii(byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        var back = new byte[AsciiFrame.MaxLength];
        var scratch = new byte[AsciiFrame.MaxBytes];
        while (true)
        {
            var fault = AsciiFrame.TryRead(rest, scratch, out var frame, out var consumed);
            BrokenOracleException.Unless(consumed >= 0 && consumed <= rest.Length, "consumed what is not there");
            if (fault == WireFault.None)
            {
                var length = AsciiFrame.Write(frame.Unit, frame.Pdu, back);
                BrokenOracleException.Unless(length <= consumed && back.AsSpan(0, length).SequenceEqual(rest[(consumed - length)..consumed]), "a frame is written differently");
            }

            if (consumed == 0)
            {
                BrokenOracleException.Unless(rest.Length < AsciiFrame.MaxLength, "waits for what can never become whole");
                return;
            }

            rest = rest[consumed..];
        }
    }

    public static void Sdt(byte[] bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        while (true)
        {
            var fault = SdtFrame.TryRead(rest, out var answer, out var consumed);
            BrokenOracleException.Unless(consumed >= 0 && consumed <= rest.Length, "consumed what is not there");
            if (fault != WireFault.None)
                return;
            var back = SdtFrame.EncodeAnswer(answer.Status, answer.Content.Span);
            BrokenOracleException.Unless(back.Length <= consumed, "a frame longer than what came");
            if (answer is { Sw1: 0, Sw2: 0 })
                BrokenOracleException.Unless(rest[(consumed - back.Length)..consumed].SequenceEqual(back), "a frame is written differently");
            _ = answer.TryTextAndPhoto(out _, out _);
            _ = answer.TrySamId(out _);
            rest = rest[consumed..];
        }
    }
}
