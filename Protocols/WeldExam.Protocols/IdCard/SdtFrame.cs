using System.Buffers.Binary;

namespace WeldExam.Protocols.IdCard;

/// <summary>SDT frame: preamble <c>AA AA AA 96 69</c>, length 2 (everything after it), content, XOR from the length bytes to before itself.</summary>
public static class SdtFrame
{
    /// <summary>The longest length field taken: read with prints is 090Ah.</summary>
    public const int MaxLengthField = 0x0A00;

    /// <summary>The longest frame in bytes.</summary>
    public const int MaxLength = HeaderLength + MaxLengthField;

    /// <summary>The length of every request of <see cref="Encode"/>.</summary>
    public const int RequestLength = 10;

    private const int HeaderLength = 7;
    private const int StatusLength = 3;

    private static ReadOnlySpan<byte> Preamble => [0xAA, 0xAA, 0xAA, 0x96, 0x69];

    /// <summary>The request for <paramref name="command"/>.</summary>
    public static byte[] Encode(SdtCommand command)
    {
        byte[] frame = [.. Preamble, 0, 3, (byte)((ushort)command >> 8), (byte)command, 0];
        frame[^1] = Xor(frame.AsSpan(Preamble.Length..^1));
        return frame;
    }

    /// <summary>An answer's frame, as a reader would send it.</summary>
    public static byte[] EncodeAnswer(SdtStatus status, ReadOnlySpan<byte> content)
    {
        var length = StatusLength + content.Length + 1;
        byte[] frame = [.. Preamble, (byte)(length >> 8), (byte)length, 0, 0, (byte)status, .. content, 0];
        frame[^1] = Xor(frame.AsSpan(Preamble.Length..^1));
        return frame;
    }

    /// <summary>Finds the first whole answer. Bytes before <paramref name="consumed"/> are done with: noise, broken frames and, when the
    /// result is <see cref="WireFault.None"/>, the answer itself. <see cref="WireFault.Checksum"/> and <see cref="WireFault.Length"/>
    /// say that a broken frame was stepped over and no whole one follows yet.</summary>
    public static WireFault TryRead(ReadOnlySpan<byte> received, out SdtAnswer answer, out int consumed)
    {
        answer = default;
        var fault = WireFault.Incomplete;
        consumed = 0;
        while (true)
        {
            consumed += Sync(received[consumed..]);
            var rest = received[consumed..];
            var here = TryHere(rest, out answer, out var length);
            if (here is WireFault.None)
            {
                consumed += length;
                return WireFault.None;
            }

            if (here is WireFault.Incomplete)
                return fault;
            fault = here;
            consumed++;
        }
    }

    private static WireFault TryHere(ReadOnlySpan<byte> bytes, out SdtAnswer answer, out int length)
    {
        answer = default;
        length = 0;
        if (bytes.Length < HeaderLength)
            return WireFault.Incomplete;
        var counted = BinaryPrimitives.ReadUInt16BigEndian(bytes[Preamble.Length..]);
        if (counted is < StatusLength + 1 or > MaxLengthField)
            return WireFault.Length;
        length = HeaderLength + counted;
        if (bytes.Length < length)
            return WireFault.Incomplete;
        if (Xor(bytes[Preamble.Length..(length - 1)]) != bytes[length - 1])
            return WireFault.Checksum;
        answer = new SdtAnswer(
            bytes[HeaderLength], bytes[HeaderLength + 1], (SdtStatus)bytes[HeaderLength + 2], bytes[(HeaderLength + StatusLength)..(length - 1)].ToArray());
        return WireFault.None;
    }

    // How many bytes cannot begin a preamble.
    private static int Sync(ReadOnlySpan<byte> bytes)
    {
        for (var start = 0; start < bytes.Length; start++)
        {
            var seen = Math.Min(bytes.Length - start, Preamble.Length);
            if (bytes.Slice(start, seen).SequenceEqual(Preamble[..seen]))
                return start;
        }

        return bytes.Length;
    }

    private static byte Xor(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
            sum ^= value;
        return sum;
    }
}
