using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Protocols.Tests.Modbus;

[Trait("Clause", "Modbus over Serial Line V1.02 §2.5.1")]
public sealed class RtuGoldenTests
{
    public static TheoryData<string, ModbusRequest> Requests => new()
    {
        { "01 03 00 00 00 0A C5 CD", ModbusRequest.ReadHoldingRegisters(0, 10) },
        { "01 04 00 00 00 08 F1 CC", ModbusRequest.ReadInputRegisters(0, 8) },
        { "01 05 00 00 FF 00 8C 3A", ModbusRequest.WriteCoil(0, on: true) },
        { "01 05 00 01 FF 00 DD FA", ModbusRequest.WriteCoil(1, on: true) },
        { "01 05 00 00 00 00 CD CA", ModbusRequest.WriteCoil(0, on: false) },
        { "01 03 10 00 00 08 40 CC", ModbusRequest.ReadHoldingRegisters(0x1000, 8) },
        { "01 06 10 00 00 03 CD 0B", ModbusRequest.WriteRegister(0x1000, 3) },
        { "01 0F 00 00 00 08 01 FF BE D5", ModbusRequest.WriteCoils(0, true, true, true, true, true, true, true, true) },
    };

    [Theory]
    [MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public void A_request_has_the_bytes_of_the_makers_sheet(string bytes, ModbusRequest request)
    {
        var frame = new byte[RtuFrame.MaxLength];
        var length = RtuFrame.Write(1, request, frame);
        Assert.Equal(Hex.Of(bytes), frame[..length]);
    }

    [Fact]
    public void The_captured_answer_of_a_PZEM_is_found_and_read()
    {
        var answer = Hex.Of("01 04 10 05 40 00 0A 00 0D 00 00 00 02 00 00 00 00 00 00 D6 29");
        var scan = RtuScan.Find(answer, 1, ModbusRequest.ReadInputRegisters(0, 8));
        Assert.Equal(new RtuScan(WireFault.None, 0, answer.Length, ModbusExceptionCode.None), scan);
        Assert.Equal(1344, (answer[3] << 8) | answer[4]);
    }

    [Fact]
    public void The_mode_answer_of_the_analog_input_fits_its_request()
    {
        byte[] answer = [.. Hex.Of("01 03 10 00 02 00 02 00 02 00 02 00 02 00 02 00 02 00 02 09 C3")];
        Assert.Equal(WireFault.None, RtuScan.Find(answer, 1, ModbusRequest.ReadHoldingRegisters(0x1000, 8)).Fault);
    }

    [Fact]
    public void An_exception_frame_is_told_apart_from_an_answer()
    {
        var frame = new byte[5];
        RtuFrame.Write(1, [0x84, 2], frame);
        var scan = RtuScan.Find(frame, 1, ModbusRequest.ReadInputRegisters(0, 8));
        Assert.Equal((WireFault.None, ModbusExceptionCode.IllegalAddress), (scan.Fault, scan.Exception));
    }

    [Theory]
    [InlineData(9600, 4011)]
    [InlineData(19200, 2006)]
    [InlineData(115200, 1750)]
    public void Silence_is_three_and_a_half_characters_or_the_fixed_time(int baud, int microseconds) =>
        Assert.InRange(RtuTiming.Silence(baud).TotalMicroseconds, microseconds - 1, microseconds + 1);
}
