namespace WeldExam.Protocols.Modbus;

/// <summary>Why a device refused (Modbus Application Protocol V1.1b3, §7). Other numbers are makers' own and are kept as they are.</summary>
public enum ModbusExceptionCode : byte
{
    None = 0,
    IllegalFunction = 1,
    IllegalAddress = 2,
    IllegalValue = 3,
    DeviceFailure = 4,
    Acknowledge = 5,
    Busy = 6,

    /// <summary>Of the older guide (PI-MBUS-300 Rev. J, appendix A); V1.1b3 has no 07, devices do.</summary>
    NegativeAcknowledge = 7,
    MemoryParity = 8,
    GatewayPathUnavailable = 10,
    GatewayNoAnswer = 11,
}
