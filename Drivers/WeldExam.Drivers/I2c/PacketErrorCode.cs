namespace WeldExam.Drivers.I2c;

/// <summary>The packet error code of SMBus (System Management Bus 2.0, §5.4): CRC-8, polynomial x⁸+x²+x+1, beginning with 0,
/// over every byte of the transaction with its addresses.</summary>
public static class PacketErrorCode
{
    public static byte Of(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1) ^ 0x107;
        }

        return (byte)crc;
    }
}
