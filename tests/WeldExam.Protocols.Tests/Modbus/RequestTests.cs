using CsCheck;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Protocols.Tests.Modbus;

[Trait("Clause", "Modbus Application Protocol V1.1b3 §6")]
public sealed class RequestTests
{
    [Fact]
    public void What_is_written_is_read_back_the_same() => Requests.Any.Sample(request =>
    {
        var pdu = new byte[ModbusPdu.MaxLength];
        var length = request.Write(pdu);
        return length == request.PduLength
            && ModbusPdu.TryRead(pdu.AsSpan(0, length), out var back) == WireFault.None
            && ModbusPdu.TryLength(pdu, out var told) == WireFault.None && told == length
            && back.IsSameAs(request);
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
        Gen.Select(Requests.Any, Gen.Byte.Array[0, 260]).Sample((request, bytes) => Enum.IsDefined(request.CheckAnswer(bytes, out _)));

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
