using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Profiles;

/// <summary>Registers or bits that are asked for together.</summary>
public sealed record ReadBlock(RegisterKind From, ushort Address, ushort Count)
{
    public ModbusRequest Request => From switch
    {
        RegisterKind.Coil => ModbusRequest.ReadCoils(Address, Count),
        RegisterKind.Discrete => ModbusRequest.ReadDiscreteInputs(Address, Count),
        RegisterKind.Input => ModbusRequest.ReadInputRegisters(Address, Count),
        _ => ModbusRequest.ReadHoldingRegisters(Address, Count),
    };

    public bool Holds(ChannelProfile channel) =>
        channel.From == From && channel.Address >= Address && channel.Address + channel.Width <= Address + Count;
}
