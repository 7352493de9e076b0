namespace WeldExam.Contracts.Tests.Forging;

/// <summary>Spells CBOR heads and LEB128 numbers with more bytes than they need. Knows nothing of our reader.</summary>
internal static class Respeller
{
    /// <summary>Each variant spells one head of <paramref name="item"/> (integers, lengths and counts alike) one size too long.</summary>
    public static IEnumerable<byte[]> LongerHeads(byte[] item) => HeadsOf(item).Select(offset => LongerHead(item, offset));

    /// <summary>Each variant spells one LEB128 number one byte too long.</summary>
    public static IEnumerable<byte[]> LongerVarints(byte[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] < 0x80)
                yield return [.. numbers[..i], (byte)(numbers[i] | 0x80), 0, .. numbers[(i + 1)..]];
        }
    }

    private static List<int> HeadsOf(byte[] item)
    {
        var heads = new List<int>();
        for (var at = 0; at < item.Length;)
        {
            heads.Add(at);
            var (size, argument) = Head(item, at);
            at += size;
            if (item[heads[^1]] >> 5 is 2 or 3)
                at += (int)argument;
        }

        return heads;
    }

    private static byte[] LongerHead(byte[] item, int at)
    {
        var (size, argument) = Head(item, at);
        var major = item[at] & 0xE0;
        byte[] longer = size switch
        {
            1 => [(byte)(major | 24), (byte)argument],
            2 => [(byte)(major | 25), 0, (byte)argument],
            3 => [(byte)(major | 26), 0, 0, .. item[(at + 1)..(at + 3)]],
            5 => [(byte)(major | 27), 0, 0, 0, 0, .. item[(at + 1)..(at + 5)]],
            _ => [],
        };
        return [.. item[..at], .. longer, .. item[(at + size)..]];
    }

    private static (int Size, ulong Argument) Head(byte[] item, int at)
    {
        var small = item[at] & 31;
        if (small < 24)
            return (1, (ulong)small);
        var size = 1 << (small - 24);
        ulong argument = 0;
        for (var i = 1; i <= size; i++)
            argument = (argument << 8) | item[at + i];
        return (1 + size, argument);
    }
}
