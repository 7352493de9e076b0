namespace WeldExam.Drivers.ModbusServer;

/// <summary>How a connection to a Modbus TCP server ended.</summary>
internal enum TcpCallEnd
{
    /// <summary>The caller closed, or was put out.</summary>
    Gone = 0,

    /// <summary>What it sent was not Modbus TCP.</summary>
    Babble = 1,
}
