namespace WeldExam.Simulators.Modbus;

/// <summary>Exception codes of the Modbus Application Protocol V1.1b3, §7.</summary>
public enum ModbusFailure : byte
{
    None = 0,
    IllegalFunction = 1,
    IllegalAddress = 2,
    IllegalValue = 3,
    DeviceFailure = 4,
    Acknowledge = 5,
    Busy = 6,
    ParityError = 8,
    NoPath = 0x0A,
    NoAnswer = 0x0B,
}
