using CsCheck;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Protocols.Tests.Modbus;

[Trait("Clause", "Modbus Messaging on TCP/IP V1.0b §3.1.3")]
public sealed class TcpFrameTests
{
    [Fact]
    public void A_request_has_the_bytes_of_the_standard()
    {
        var frame = new byte[TcpFrame.MaxLength];
        var length = TcpFrame.Write(0x1501, 0xFF, ModbusRequest.ReadHoldingRegisters(4, 1), frame);
        Assert.Equal(Hex.Of("15 01 00 00 00 06 FF 03 00 04 00 01"), frame[..length]);
    }

    [Fact]
    public void A_frame_is_whole_only_with_its_last_byte() =>
        Gen.Select(Gen.UShort, Gen.Byte, Gen.Byte.Array[1, 253], Gen.Byte.Array[0, 20]).Sample((transaction, unit, pdu, next) =>
        {
            var frame = new byte[TcpFrame.MaxLength];
            var length = TcpFrame.Write(transaction, unit, pdu, frame);
            byte[] stream = [.. frame[..length], .. next];
            var whole = TcpFrame.TryRead(stream, out var read, out var consumed) == WireFault.None
                && (read.Transaction, read.Unit, consumed) == (transaction, unit, length)
                && read.Pdu.SequenceEqual(pdu);
            return whole && TcpFrame.TryRead(stream.AsSpan(0, length - 1), out _, out _) == WireFault.Incomplete;
        });

    [Theory]
    [InlineData("00 01 00 01", WireFault.ProtocolId)]
    [InlineData("00 01 00 00 00 01 01", WireFault.Length)]
    [InlineData("00 01 00 00 00 FF 01", WireFault.Length)]
    [InlineData("00 01 00", WireFault.Incomplete)]
    public void Faults_have_names(string stream, WireFault fault) => Assert.Equal(fault, TcpFrame.TryRead(Hex.Of(stream), out _, out _));

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 600].Sample(bytes => TcpFrame.TryRead(bytes, out _, out var consumed) == WireFault.None || consumed == 0);
}
