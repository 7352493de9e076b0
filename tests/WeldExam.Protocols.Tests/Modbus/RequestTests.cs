using CsCheck;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Protocols.Tests.Modbus;

[Trait("Clause", "Modbus Application Protocol V1.1b3 §6")]
public sealed class RequestTests
{
    private static readonly Gen<ModbusRequest> AnyRequest = Gen.OneOf(
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort[1, 2000], ModbusRequest.ReadCoils),
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort[1, 2000], ModbusRequest.ReadDiscreteInputs),
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort[1, 125], ModbusRequest.ReadHoldingRegisters),
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort[1, 125], ModbusRequest.ReadInputRegisters),
        Gen.Select(Gen.UShort, Gen.Bool, ModbusRequest.WriteCoil),
        Gen.Select(Gen.UShort, Gen.UShort, ModbusRequest.WriteRegister),
        Gen.Select(Gen.UShort[0, 60000], Gen.Bool.Array[1, 1968], (address, coils) => ModbusRequest.WriteCoils(address, coils)),
        Gen.Select(Gen.UShort[0, 60000], Gen.UShort.Array[1, 123], (address, registers) => ModbusRequest.WriteRegisters(address, registers)));

    [Fact]
    public void What_is_written_is_read_back_the_same() => AnyRequest.Sample(request =>
    {
        var pdu = new byte[ModbusPdu.MaxLength];
        var length = request.Write(pdu);
        return length == request.PduLength
            && ModbusPdu.TryRead(pdu.AsSpan(0, length), out var back) == WireFault.None
            && (back.Function, back.Address, back.Quantity) == (request.Function, request.Address, request.Quantity)
            && back.Data.Span.SequenceEqual(request.Data.Span);
    });

    [Fact]
    public void Random_bytes_are_a_request_or_a_named_fault() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        if (ModbusPdu.TryRead(bytes, out var request) != WireFault.None)
            return true;
        var pdu = new byte[ModbusPdu.MaxLength];
        return pdu.AsSpan(0, request.Write(pdu)).SequenceEqual(bytes);
    });

    [Fact]
    public void Random_answers_never_throw() =>
        Gen.Select(AnyRequest, Gen.Byte.Array[0, 260]).Sample((request, bytes) => Enum.IsDefined(request.CheckAnswer(bytes, out _)));

    [Fact]
    public void Impossible_quantities_are_bugs_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequest.ReadHoldingRegisters(0, 126));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequest.ReadHoldingRegisters(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModbusRequest.ReadCoils(0xFFFF, 2));
    }

    [Theory]
    [InlineData("03 00 00 00 00", WireFault.Quantity)]
    [InlineData("03 00 00 00 7E", WireFault.Quantity)]
    [InlineData("2B 00 00 00 01", WireFault.Function)]
    [InlineData("05 00 00 12 34", WireFault.Value)]
    [InlineData("03 00 00", WireFault.Incomplete)]
    [InlineData("03 00 00 00 01 00", WireFault.Length)]
    [InlineData("10 00 00 00 01 03 00 01", WireFault.ByteCount)]
    public void Faults_have_names(string pdu, WireFault fault) => Assert.Equal(fault, ModbusPdu.TryRead(Hex.Of(pdu), out _));
}
