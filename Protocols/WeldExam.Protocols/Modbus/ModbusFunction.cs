namespace WeldExam.Protocols.Modbus;

/// <summary>The function codes this codec speaks (Modbus Application Protocol V1.1b3, §6).</summary>
public enum ModbusFunction : byte
{
    ReadCoils = 1,
    ReadDiscreteInputs = 2,
    ReadHoldingRegisters = 3,
    ReadInputRegisters = 4,
    WriteSingleCoil = 5,
    WriteSingleRegister = 6,
    WriteMultipleCoils = 15,
    WriteMultipleRegisters = 16,
    MaskWriteRegister = 22,
    ReadWriteRegisters = 23,

    /// <summary>Encapsulated interface transport, of which we speak type 14 only: read device identification (§6.21).</summary>
    ReadIdentification = 43,
}
