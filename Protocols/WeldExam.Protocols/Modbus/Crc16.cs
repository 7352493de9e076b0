namespace WeldExam.Protocols.Modbus;

/// <summary>CRC-16 of Modbus RTU (Modbus over Serial Line V1.02, §6.2.2): polynomial A001 reflected, initial FFFF,
/// sent low byte first.</summary>
public static class Crc16
{
    private static readonly ushort[] Table = BuildTable();

    /// <summary>The check sum over <paramref name="bytes"/>; FFFF for none.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (var value in bytes)
            crc = (ushort)((crc >> 8) ^ Table[(byte)(crc ^ value)]);
        return crc;
    }

    private static ushort[] BuildTable()
    {
        var table = new ushort[256];
        for (var index = 0; index < table.Length; index++)
        {
            var crc = (ushort)index;
            for (var bit = 0; bit < 8; bit++)
                crc = (ushort)((crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1);
            table[index] = crc;
        }

        return table;
    }
}
