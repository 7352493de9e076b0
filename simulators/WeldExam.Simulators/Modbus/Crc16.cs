namespace WeldExam.Simulators.Modbus;

/// <summary>CRC-16 of Modbus over Serial Line V1.02, §2.5.1.2: polynomial A001h, start FFFFh, sent low byte first.</summary>
/// <remarks>Bit by bit on purpose: it shares no table with the gateway's own codec.</remarks>
public static class Crc16
{
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xA001;
        }

        return (ushort)crc;
    }

    /// <summary>The bytes with their CRC behind them.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> bytes)
    {
        var crc = Of(bytes);
        return [.. bytes, (byte)crc, (byte)(crc >> 8)];
    }

    public static bool Fits(ReadOnlySpan<byte> frame)
        => frame.Length > 2 && Of(frame[..^2]) == (frame[^2] | (frame[^1] << 8));
}
