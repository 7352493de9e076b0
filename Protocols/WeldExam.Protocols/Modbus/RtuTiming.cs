namespace WeldExam.Protocols.Modbus;

/// <summary>Times on a serial Modbus line (Modbus over Serial Line V1.02, §2.5.1.1), reckoned with 11-bit characters.</summary>
public static class RtuTiming
{
    private const int BitsPerCharacter = 11;
    private const int FastestReckoned = 19200;

    /// <summary>The silence that parts two frames, t3.5: 38.5 bit times up to 19200 Bd, 1.75 ms above.</summary>
    /// <param name="baud">Bits per second, positive.</param>
    public static TimeSpan Silence(int baud)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baud);
        return baud <= FastestReckoned
            ? TimeSpan.FromTicks((TimeSpan.TicksPerSecond * 77 / (2 * baud)) + 1)
            : TimeSpan.FromMicroseconds(1750);
    }

    /// <summary>How long <paramref name="bytes"/> occupy the wire.</summary>
    public static TimeSpan OnWire(int baud, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baud);
        return TimeSpan.FromTicks((TimeSpan.TicksPerSecond * bytes * BitsPerCharacter / baud) + 1);
    }
}
