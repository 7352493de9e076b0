using CsCheck;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Protocols.Tests.Modbus;

/// <summary>Requests of every function, and when two are the same.</summary>
internal static class Requests
{
    public static readonly Gen<ModbusRequest> Any = Gen.OneOf(
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort[1, 2000], ModbusRequest.ReadCoils),
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort[1, 2000], ModbusRequest.ReadDiscreteInputs),
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort[1, 125], ModbusRequest.ReadHoldingRegisters),
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort[1, 125], ModbusRequest.ReadInputRegisters),
        Gen.Select(Gen.UShort, Gen.Bool, ModbusRequest.WriteCoil),
        Gen.Select(Gen.UShort, Gen.UShort, ModbusRequest.WriteRegister),
        Gen.Select(Gen.UShort[0, 60000], Gen.Bool.Array[1, 1968], (address, coils) => ModbusRequest.WriteCoils(address, coils)),
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort.Array[1, 123], (address, registers) => ModbusRequest.WriteRegisters(address, registers)),
        Gen.Select(Gen.UShort, Gen.UShort, Gen.UShort, ModbusRequest.MaskWrite),
        Gen.Select(
            Gen.UShort[0, 60000], Gen.UShort[1, 125], Gen.UShort[0, 60000], Gen.UShort.Array[1, 121],
            (from, count, to, registers) => ModbusRequest.ReadWriteRegisters(from, count, to, registers)),
        Gen.Select(Gen.Byte[1, 4], Gen.Byte, (access, from) => ModbusRequest.ReadIdentification((IdentificationAccess)access, from)));

    public static bool IsSameAs(this ModbusRequest one, ModbusRequest other) =>
        (one.Function, one.Address, one.Quantity, one.WriteAddress) == (other.Function, other.Address, other.Quantity, other.WriteAddress)
        && one.Data.Span.SequenceEqual(other.Data.Span);
}
