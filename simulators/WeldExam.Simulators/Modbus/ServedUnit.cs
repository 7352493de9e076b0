using WeldExam.Simulators.Faults;

namespace WeldExam.Simulators.Modbus;

/// <summary>A device at its address on a link, with what is wrong with it.</summary>
internal sealed record ServedUnit(byte Address, ModbusUnit Unit, DeviceFaults Faults)
{
    public byte[] Answer(ReadOnlySpan<byte> pdu, FaultsOfRequest faults)
        => faults.Find<Fault.Refusing>() is { } refusing
            ? [(byte)(pdu[0] | 0x80), refusing.Code]
            : ModbusServer.Answer(Unit, pdu);
}
