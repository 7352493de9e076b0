using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Protocols.Tests.Modbus;

/// <summary>The examples of the standard, request and answer of each function.</summary>
[Trait("Clause", "Modbus Application Protocol V1.1b3 §6")]
public sealed class SpecificationTests
{
    private static readonly bool[] ElevenCoils = [true, false, true, true, false, false, true, true, true, false];

    // Clause, request, its bytes, content the server holds, the answer's bytes. Addresses on the wire count from zero.
    public static TheoryData<string, ModbusRequest, string, string, string> Examples => new()
    {
        { "6.1", ModbusRequest.ReadCoils(0x13, 0x13), "01 00 13 00 13", "CD 6B 05", "01 03 CD 6B 05" },
        { "6.2", ModbusRequest.ReadDiscreteInputs(0xC4, 0x16), "02 00 C4 00 16", "AC DB 35", "02 03 AC DB 35" },
        { "6.3", ModbusRequest.ReadHoldingRegisters(0x6B, 3), "03 00 6B 00 03", "02 2B 00 00 00 64", "03 06 02 2B 00 00 00 64" },
        { "6.4", ModbusRequest.ReadInputRegisters(8, 1), "04 00 08 00 01", "00 0A", "04 02 00 0A" },
        { "6.5", ModbusRequest.WriteCoil(0xAC, on: true), "05 00 AC FF 00", "", "05 00 AC FF 00" },
        { "6.6", ModbusRequest.WriteRegister(1, 3), "06 00 01 00 03", "", "06 00 01 00 03" },
        { "6.11", ModbusRequest.WriteCoils(0x13, ElevenCoils), "0F 00 13 00 0A 02 CD 01", "", "0F 00 13 00 0A" },
        { "6.12", ModbusRequest.WriteRegisters(1, 0x000A, 0x0102), "10 00 01 00 02 04 00 0A 01 02", "", "10 00 01 00 02" },
        { "6.16", ModbusRequest.MaskWrite(4, 0x00F2, 0x0025), "16 00 04 00 F2 00 25", "", "16 00 04 00 F2 00 25" },
        {
            "6.17", ModbusRequest.ReadWriteRegisters(3, 6, 0x0E, 0xFF, 0xFF, 0xFF), "17 00 03 00 06 00 0E 00 03 06 00 FF 00 FF 00 FF",
            "00 FE 0A CD 00 01 00 03 00 0D 00 FF", "17 0C 00 FE 0A CD 00 01 00 03 00 0D 00 FF"
        },
    };

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public void Each_function_has_the_bytes_of_the_standard_both_ways(string clause, ModbusRequest request, string asked, string content, string answered)
    {
        var pdu = new byte[ModbusPdu.MaxLength];
        Assert.Equal(Hex.Of(asked), pdu[..request.Write(pdu)]);
        Assert.Equal(WireFault.None, ModbusPdu.TryRead(Hex.Of(asked), out var read));
        Assert.True(request.IsSameAs(read), clause);

        Assert.Equal(Hex.Of(answered), pdu[..request.WriteAnswer(Hex.Of(content), pdu)]);
        Assert.Equal(WireFault.None, request.CheckAnswer(Hex.Of(answered), out var exception));
        Assert.Equal(ModbusExceptionCode.None, exception);
        Assert.Equal(Hex.Of(content), pdu[..request.CopyContent(Hex.Of(answered), pdu)]);
        Assert.Equal(WireFault.None, request.TryAnswerLength(Hex.Of(answered).AsSpan(0, 2), out var length));
        Assert.Equal(Hex.Of(answered).Length, length);
    }

    [Theory]
    [InlineData(1, 0x81)]
    [InlineData(6, 0x86)]
    [InlineData(15, 0x8F)]
    [InlineData(22, 0x96)]
    [InlineData(23, 0x97)]
    [InlineData(43, 0xAB)]
    [Trait("Clause", "Modbus Application Protocol V1.1b3 §7")]
    public void Every_exception_of_the_standard_is_told(byte function, byte refused)
    {
        var request = Any((ModbusFunction)function);
        foreach (var code in Enum.GetValues<ModbusExceptionCode>())
        {
            var pdu = new byte[2];
            ModbusAnswerPdu.WriteException(function, code, pdu);
            Assert.Equal([refused, (byte)code], pdu);
            var fault = request.CheckAnswer(pdu, out var exception);
            Assert.Equal(code == ModbusExceptionCode.None ? WireFault.Value : WireFault.None, fault);
            Assert.Equal(code, exception);
        }
    }

    [Theory]
    [InlineData("01 00 00 07 D0", WireFault.None)]
    [InlineData("01 00 00 07 D1", WireFault.Quantity)]
    [InlineData("01 00 00 00 00", WireFault.Quantity)]
    [InlineData("02 F8 30 07 D0", WireFault.None)]
    [InlineData("02 F8 31 07 D0", WireFault.Address)]
    [InlineData("03 00 00 00 7D", WireFault.None)]
    [InlineData("03 00 00 00 7E", WireFault.Quantity)]
    [InlineData("04 FF FF 00 01", WireFault.None)]
    [InlineData("04 FF FF 00 02", WireFault.Address)]
    [InlineData("05 00 00 FF 01", WireFault.Value)]
    [InlineData("0F 00 00 00 09 01 FF", WireFault.ByteCount)]
    [InlineData("10 FF FF 00 02 04 00 00 00 00", WireFault.Address)]
    [InlineData("10 00 00 00 01 02 00", WireFault.Incomplete)]
    [InlineData("16 00 04 00 F2 00", WireFault.Incomplete)]
    [InlineData("16 00 04 00 F2 00 25 00", WireFault.Length)]
    [InlineData("17 00 03 00 7E 00 0E 00 01 02 00 FF", WireFault.Quantity)]
    [InlineData("17 00 03 00 06 00 0E 00 00 00", WireFault.Quantity)]
    [InlineData("17 00 03 00 06 00 0E 00 01 03 00 FF 00", WireFault.ByteCount)]
    [InlineData("17 00 03 00 06 FF FF 00 02 04 00 FF 00 FF", WireFault.Address)]
    [InlineData("17 FF FF 00 02 00 0E 00 01 02 00 FF", WireFault.Address)]
    [InlineData("2B 0E 01 00", WireFault.None)]
    [InlineData("2B 0E 05 00", WireFault.Value)]
    [InlineData("2B 0D 01 00", WireFault.Function)]
    [InlineData("2B 0E 01 00 00", WireFault.Length)]
    [InlineData("07", WireFault.Function)]
    [InlineData("", WireFault.Incomplete)]
    public void Limits_are_those_of_the_standard(string pdu, WireFault fault) => Assert.Equal(fault, ModbusPdu.TryRead(Hex.Of(pdu), out _));

    [Theory]
    [InlineData(15, 1968, 246)]
    [InlineData(16, 123, 246)]
    [InlineData(23, 121, 242)]
    public void The_longest_write_of_each_function_is_taken_and_one_more_is_not(byte function, ushort most, int bytes)
    {
        byte[] Pdu(int quantity, int count) => function == 23
            ? [23, 0, 0, 0, 1, 0, 0, (byte)(quantity >> 8), (byte)quantity, (byte)count, .. new byte[count]]
            : [function, 0, 0, (byte)(quantity >> 8), (byte)quantity, (byte)count, .. new byte[count]];
        Assert.Equal(WireFault.None, ModbusPdu.TryRead(Pdu(most, bytes), out _));
        Assert.Equal(WireFault.Quantity, ModbusPdu.TryRead(Pdu(most + 1, bytes + 1), out _));
    }

    [Theory]
    [InlineData(WireFault.Function, ModbusExceptionCode.IllegalFunction)]
    [InlineData(WireFault.Address, ModbusExceptionCode.IllegalAddress)]
    [InlineData(WireFault.Quantity, ModbusExceptionCode.IllegalValue)]
    [InlineData(WireFault.ByteCount, ModbusExceptionCode.IllegalValue)]
    [InlineData(WireFault.None, ModbusExceptionCode.None)]
    public void A_fault_in_a_request_has_its_exception(WireFault fault, ModbusExceptionCode code) => Assert.Equal(code, ModbusPdu.ExceptionFor(fault));

    [Fact]
    public void Bits_that_nobody_asked_for_never_come_through()
    {
        // A board that sends its whole port byte although three inputs were asked.
        var request = ModbusRequest.ReadDiscreteInputs(0, 3);
        Assert.Equal(WireFault.None, request.CheckAnswer([2, 1, 0xFD], out _));
        var content = new byte[1];
        Assert.Equal(1, request.CopyContent([2, 1, 0xFD], content));
        Assert.Equal([0b101], content);
    }

    [Fact]
    public void Asking_and_reading_allocate_nothing()
    {
        var request = ModbusRequest.ReadHoldingRegisters(0, 125);
        ReadOnlyMemory<byte> write = Hex.Of("10 00 01 00 02 04 00 0A 01 02");
        var pdu = new byte[ModbusPdu.MaxLength];
        var content = new byte[250];
        var before = 0L;
        for (var turn = 0; turn < 101; turn++)
        {
            before = turn == 1 ? GC.GetAllocatedBytesForCurrentThread() : before;
            request.Write(pdu);
            var length = request.WriteAnswer(content, pdu);
            request.CheckAnswer(pdu.AsSpan(0, length), out _);
            request.CopyContent(pdu.AsSpan(0, length), content);
            ModbusPdu.TryRead(write, out var written);
            written.WriteAnswer(default, pdu);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static ModbusRequest Any(ModbusFunction function) =>
        new(function, 0, 1, function == ModbusFunction.ReadIdentification ? new byte[] { 1, 0 } : default);
}
