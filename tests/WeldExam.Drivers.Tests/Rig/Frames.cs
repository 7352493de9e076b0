using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Tests.Rig;

internal static class Frames
{
    public static byte[] Rtu(byte unit, params byte[] pdu)
    {
        var frame = new byte[RtuFrame.MaxLength];
        return frame[..RtuFrame.Write(unit, pdu, frame)];
    }

    public static byte[] Tcp(int transaction, byte unit, params byte[] pdu)
    {
        var frame = new byte[TcpFrame.MaxLength];
        return frame[..TcpFrame.Write((ushort)transaction, unit, pdu, frame)];
    }

    /// <summary>The answer to a read of one input register.</summary>
    public static byte[] Register(int value) => [4, 2, (byte)(value >> 8), (byte)value];
}
