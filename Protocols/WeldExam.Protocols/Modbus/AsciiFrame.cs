namespace WeldExam.Protocols.Modbus;

/// <summary>Modbus ASCII frame (Modbus over Serial Line V1.02, §2.5.2): ':', then unit, protocol data unit and LRC as two hexadecimal digits a byte,
/// then CR LF. Digits are upper case, as the standard writes them: what is taken can be written back to the same bytes.</summary>
public readonly ref struct AsciiFrame
{
    /// <summary>The longest frame in characters.</summary>
    public const int MaxLength = (2 * MaxBytes) + Overhead;

    /// <summary>The longest content: unit, protocol data unit, LRC.</summary>
    public const int MaxBytes = ModbusPdu.MaxLength + 2;

    private const int Overhead = 3;
    private const int ShortestBytes = 3;
    private const byte Start = (byte)':';

    private AsciiFrame(ReadOnlySpan<byte> bytes)
    {
        Unit = bytes[0];
        Pdu = bytes[1..^1];
    }

    public byte Unit { get; }

    public ReadOnlySpan<byte> Pdu { get; }

    /// <summary>Takes the first whole frame. Characters before <paramref name="consumed"/> are done with: noise, broken frames and, when the result
    /// is <see cref="WireFault.None"/>, the frame itself. Any fault but <see cref="WireFault.Incomplete"/> says that something broken was stepped
    /// over and no whole frame follows yet.</summary>
    /// <param name="received">What came.</param>
    /// <param name="bytes">Where the frame's bytes are put: room for <see cref="MaxBytes"/>. The frame looks into it.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="consumed">Characters to drop from the front.</param>
    public static WireFault TryRead(ReadOnlySpan<byte> received, Span<byte> bytes, out AsciiFrame frame, out int consumed)
    {
        frame = default;
        consumed = 0;
        var nearest = WireFault.Incomplete;
        while (true)
        {
            var start = received[consumed..].IndexOf(Start);
            if (start < 0)
            {
                var hasNoise = consumed < received.Length;
                consumed = received.Length;
                return nearest == WireFault.Incomplete && hasNoise ? WireFault.Noise : nearest;
            }

            consumed += start;
            var fault = TryHere(received[consumed..], bytes, out var length, out var filled);
            if (fault == WireFault.Incomplete)
                return nearest;
            if (fault == WireFault.None)
            {
                consumed += length;
                frame = new AsciiFrame(bytes[..filled]);
                return WireFault.None;
            }

            // A broken frame is stepped over up to the character that broke it, which may be the ':' of the next.
            nearest = fault;
            consumed += length;
        }
    }

    /// <summary>Writes a request's frame and returns its length.</summary>
    public static int Write(byte unit, in ModbusRequest request, Span<byte> to)
    {
        Span<byte> pdu = stackalloc byte[ModbusPdu.MaxLength];
        return Write(unit, pdu[..request.Write(pdu)], to);
    }

    /// <summary>Writes a frame around <paramref name="pdu"/> and returns its length. The two must not overlap.</summary>
    public static int Write(byte unit, ReadOnlySpan<byte> pdu, Span<byte> to)
    {
        to[0] = Start;
        var end = Put(unit, to, 1);
        var sum = unit;
        foreach (var value in pdu)
        {
            sum += value;
            end = Put(value, to, end);
        }

        end = Put((byte)-sum, to, end);
        to[end] = (byte)'\r';
        to[end + 1] = (byte)'\n';
        return end + 2;
    }

    private static WireFault TryHere(ReadOnlySpan<byte> characters, Span<byte> bytes, out int length, out int filled)
    {
        filled = 0;
        byte sum = 0;
        for (length = 1; length + 1 < characters.Length; length += 2)
        {
            if (characters[length] == (byte)'\r')
                return End(characters, bytes, sum, ref length, filled);
            var high = Digit(characters[length]);
            var low = Digit(characters[length + 1]);
            if (high < 0 || low < 0)
            {
                length += high < 0 ? 0 : 1;
                return WireFault.Character;
            }

            if (filled == MaxBytes)
                return WireFault.TooLong;
            bytes[filled] = (byte)((high << 4) | low);
            sum += bytes[filled++];
        }

        // The last character alone may already break the frame.
        if (length < characters.Length && characters[length] != (byte)'\r' && Digit(characters[length]) < 0)
            return WireFault.Character;
        return WireFault.Incomplete;
    }

    private static WireFault End(ReadOnlySpan<byte> characters, Span<byte> bytes, byte sum, ref int length, int filled)
    {
        if (characters[length + 1] != (byte)'\n')
        {
            length++;
            return WireFault.Character;
        }

        length += 2;
        return filled < ShortestBytes ? WireFault.Length : sum != 0 ? WireFault.Checksum : WireFault.None;
    }

    private static int Digit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        _ => -1,
    };

    private static int Put(byte value, Span<byte> to, int at)
    {
        to[at] = "0123456789ABCDEF"u8[value >> 4];
        to[at + 1] = "0123456789ABCDEF"u8[value & 15];
        return at + 2;
    }
}
