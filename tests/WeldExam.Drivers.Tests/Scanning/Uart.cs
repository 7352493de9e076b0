using WeldExam.Drivers.Lines;

namespace WeldExam.Drivers.Tests.Scanning;

/// <summary>What a port hears of bytes that were sent with other settings: bit by bit, as the levels on the wire are sampled.</summary>
internal static class Uart
{
    private const int DataBits = 8;

    /// <summary>The bytes, and whether each came without an error of framing or parity; one with an error reads zero, as Linux hands it over.</summary>
    public static List<(byte Value, bool IsSound)> Hear(byte[] sent, SerialSettings by, SerialSettings at)
    {
        var levels = Levels(sent, by);
        var heard = new List<(byte Value, bool IsSound)>();
        var step = (double)by.Baud / at.Baud;
        var now = 0.0;
        while (FallingEdge(levels, now) is { } start)
        {
            bool Sample(int bit) => Level(levels, start + ((bit + 0.5) * step));
            now = start + (0.5 * step);
            if (Sample(0))
                continue; // a glitch shorter than half a bit
            var value = 0;
            for (var bit = 0; bit < DataBits; bit++)
                value |= Sample(1 + bit) ? 1 << bit : 0;
            var stop = 1 + DataBits + (at.Parity == SerialParity.None ? 0 : 1);
            var isSound = Sample(stop) && (at.Parity == SerialParity.None || Sample(stop - 1) == ParityBit(value, at.Parity));
            heard.Add(isSound ? ((byte)value, true) : ((byte)0, false));
            now = start + ((stop + 0.5) * step);
        }

        return heard;
    }

    private static List<bool> Levels(byte[] sent, SerialSettings by)
    {
        var levels = new List<bool> { true };
        foreach (var value in sent)
        {
            levels.Add(false);
            for (var bit = 0; bit < DataBits; bit++)
                levels.Add((value & (1 << bit)) != 0);
            if (by.Parity != SerialParity.None)
                levels.Add(ParityBit(value, by.Parity));
            levels.AddRange(Enumerable.Repeat(true, by.StopBits));
        }

        return levels;
    }

    private static bool ParityBit(int value, SerialParity parity) => (int.PopCount(value) % 2 == 1) == (parity == SerialParity.Even);

    private static bool Level(List<bool> levels, double at) => at >= levels.Count || levels[(int)at];

    private static double? FallingEdge(List<bool> levels, double from)
    {
        for (var bit = Math.Max(1, (int)Math.Ceiling(from)); bit < levels.Count; bit++)
        {
            if (levels[bit - 1] && !levels[bit])
                return bit;
        }

        return null;
    }
}
