namespace WeldExam.Contracts.Blocks;

/// <summary>Unsigned LEB128 and its zigzag form for signed numbers, as sample columns use them. A decoder may accept longer
/// spellings: a block is refused in any case when it does not encode to the same bytes again.</summary>
internal static class Varint
{
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    public static int Write(Span<byte> to, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            to[length++] = (byte)(value | 0x80);
        to[length++] = (byte)value;
        return length;
    }

    /// <summary>Reads one number from <paramref name="from"/> at <paramref name="offset"/> and moves past it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, ref int offset, out ulong value)
    {
        value = 0;
        if (offset < from.Length && from[offset] < 0x80)
        {
            value = from[offset++];
            return true;
        }

        for (var shift = 0; shift < 64 && offset < from.Length; shift += 7)
        {
            var part = from[offset++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return shift < 63 || part <= 1;
        }

        return false;
    }
}
