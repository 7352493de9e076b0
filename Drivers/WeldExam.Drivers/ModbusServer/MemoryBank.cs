using System.Buffers.Binary;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>A unit made of memory: four tables from address zero. For tests and for values that somebody else keeps up to date; not to be
/// touched while a server on another thread serves it.</summary>
public sealed class MemoryBank : IRegisterBank
{
    public bool[] Coils { get; init; } = [];

    public bool[] DiscreteInputs { get; init; } = [];

    public ushort[] HoldingRegisters { get; init; } = [];

    public ushort[] InputRegisters { get; init; } = [];

    /// <summary>Holding registers that may be read and not written (02); nothing unless set.</summary>
    public Range ReadOnlyRegisters { get; init; } = ..0;

    public IReadOnlyList<IdentificationObject> Identification { get; init; } = [];

    public ModbusExceptionCode ReadCoils(ushort address, int count, Span<byte> packed) => Pack(Coils, address, count, packed);

    public ModbusExceptionCode ReadDiscreteInputs(ushort address, int count, Span<byte> packed) => Pack(DiscreteInputs, address, count, packed);

    public ModbusExceptionCode ReadHoldingRegisters(ushort address, Span<byte> bytes) => Copy(HoldingRegisters, address, bytes);

    public ModbusExceptionCode ReadInputRegisters(ushort address, Span<byte> bytes) => Copy(InputRegisters, address, bytes);

    public ModbusExceptionCode WriteCoils(ushort address, int count, ReadOnlySpan<byte> packed)
    {
        if (address + count > Coils.Length)
            return ModbusExceptionCode.IllegalAddress;
        for (var index = 0; index < count; index++)
            Coils[address + index] = (packed[index / 8] & (1 << (index % 8))) != 0;
        return ModbusExceptionCode.None;
    }

    public ModbusExceptionCode WriteHoldingRegisters(ushort address, ReadOnlySpan<byte> bytes)
    {
        var count = bytes.Length / 2;
        var (from, length) = ReadOnlyRegisters.GetOffsetAndLength(HoldingRegisters.Length);
        if (address + count > HoldingRegisters.Length || (address < from + length && address + count > from))
            return ModbusExceptionCode.IllegalAddress;
        for (var index = 0; index < count; index++)
            HoldingRegisters[address + index] = BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * index)..]);
        return ModbusExceptionCode.None;
    }

    private static ModbusExceptionCode Pack(bool[] table, int address, int count, Span<byte> packed)
    {
        if (address + count > table.Length)
            return ModbusExceptionCode.IllegalAddress;
        for (var index = 0; index < count; index++)
            packed[index / 8] |= (byte)(table[address + index] ? 1 << (index % 8) : 0);
        return ModbusExceptionCode.None;
    }

    private static ModbusExceptionCode Copy(ushort[] table, int address, Span<byte> bytes)
    {
        if (address + (bytes.Length / 2) > table.Length)
            return ModbusExceptionCode.IllegalAddress;
        for (var index = 0; index < bytes.Length / 2; index++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(2 * index)..], table[address + index]);
        return ModbusExceptionCode.None;
    }
}
