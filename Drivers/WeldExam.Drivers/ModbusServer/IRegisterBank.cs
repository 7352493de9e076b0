using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>What one unit serves. The server has checked quantities and that no range reaches past FFFF; the bank answers
/// <see cref="ModbusExceptionCode.None"/> when it did what was asked, and an exception when it did nothing. It is asked one request at a time.
/// What a bank does not override, its unit does not know (01).</summary>
public interface IRegisterBank
{
    /// <summary>Objects in rising order of their numbers; none means that the unit does not tell who it is.</summary>
    IReadOnlyList<IdentificationObject> Identification => [];

    /// <summary>Fills <paramref name="packed"/>, which is zero, with <paramref name="count"/> bits from the lowest.</summary>
    ModbusExceptionCode ReadCoils(ushort address, int count, Span<byte> packed) => ModbusExceptionCode.IllegalFunction;

    /// <inheritdoc cref="ReadCoils"/>
    ModbusExceptionCode ReadDiscreteInputs(ushort address, int count, Span<byte> packed) => ModbusExceptionCode.IllegalFunction;

    /// <summary>Fills <paramref name="bytes"/>, two for each register, high byte first.</summary>
    ModbusExceptionCode ReadHoldingRegisters(ushort address, Span<byte> bytes) => ModbusExceptionCode.IllegalFunction;

    /// <inheritdoc cref="ReadHoldingRegisters"/>
    ModbusExceptionCode ReadInputRegisters(ushort address, Span<byte> bytes) => ModbusExceptionCode.IllegalFunction;

    /// <summary>Sets all of <paramref name="count"/> coils or none.</summary>
    ModbusExceptionCode WriteCoils(ushort address, int count, ReadOnlySpan<byte> packed) => ModbusExceptionCode.IllegalFunction;

    /// <summary>Sets all registers or none; two bytes for each, high byte first.</summary>
    ModbusExceptionCode WriteHoldingRegisters(ushort address, ReadOnlySpan<byte> bytes) => ModbusExceptionCode.IllegalFunction;
}
