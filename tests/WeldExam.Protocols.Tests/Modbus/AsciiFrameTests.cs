using System.Text;
using CsCheck;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Protocols.Tests.Modbus;

[Trait("Clause", "Modbus over Serial Line V1.02 §2.5.2")]
public sealed class AsciiFrameTests
{
    private const string Request = ":010300000001FB\r\n";

    [Fact]
    public void A_request_has_its_characters()
    {
        var frame = new byte[AsciiFrame.MaxLength];
        var length = AsciiFrame.Write(1, ModbusRequest.ReadHoldingRegisters(0, 1), frame);
        Assert.Equal(Request, Encoding.ASCII.GetString(frame.AsSpan(0, length)));
    }

    [Fact]
    public void A_frame_is_found_after_any_noise_and_whole_only_with_its_last_character() =>
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Byte, Gen.Byte.Array[1, ModbusPdu.MaxLength]).Sample((noise, unit, pdu) =>
        {
            var frame = new byte[AsciiFrame.MaxLength];
            var bytes = new byte[AsciiFrame.MaxBytes];
            var length = AsciiFrame.Write(unit, pdu, frame);
            byte[] received = [.. noise, .. frame[..length]];
            var early = AsciiFrame.TryRead(received.AsSpan(..^1), bytes, out _, out var before);
            return early != WireFault.None && before <= noise.Length
                && AsciiFrame.TryRead(received, bytes, out var read, out var consumed) == WireFault.None
                && consumed == received.Length && read.Unit == unit && read.Pdu.SequenceEqual(pdu);
        });

    [Theory]
    [InlineData(":010300000001FB\r", WireFault.Incomplete, 0)]
    [InlineData(":0103", WireFault.Incomplete, 0)]
    [InlineData("", WireFault.Incomplete, 0)]
    [InlineData("0103\r\n", WireFault.Noise, 6)]
    [InlineData(":010300000001FC\r\n", WireFault.Checksum, 17)]
    [InlineData(":01030000000lFB\r\n", WireFault.Character, 17)]
    [InlineData(":010300000001fb\r\n", WireFault.Character, 17)]
    [InlineData(":010300000001FB\n\n", WireFault.Character, 17)]
    [InlineData(":01FF\r\n", WireFault.Length, 7)]
    [InlineData(":0103:0103", WireFault.Character, 5)]
    public void Faults_have_names(string received, WireFault fault, int done)
    {
        var found = AsciiFrame.TryRead(Encoding.ASCII.GetBytes(received), new byte[AsciiFrame.MaxBytes], out _, out var consumed);
        Assert.Equal((fault, done), (found, consumed));
    }

    [Fact]
    public void A_frame_that_was_broken_off_does_not_hide_the_next()
    {
        var received = Encoding.ASCII.GetBytes(":01030000" + Request);
        Assert.Equal(WireFault.None, AsciiFrame.TryRead(received, new byte[AsciiFrame.MaxBytes], out var frame, out var consumed));
        Assert.Equal((1, received.Length, 5), (frame.Unit, consumed, frame.Pdu.Length));
    }

    [Fact]
    public void More_than_a_frame_can_hold_is_stepped_over()
    {
        var received = Encoding.ASCII.GetBytes(":" + new string('0', 2 * (AsciiFrame.MaxBytes + 1)));
        Assert.Equal(WireFault.TooLong, AsciiFrame.TryRead(received, new byte[AsciiFrame.MaxBytes], out _, out var consumed));
        Assert.Equal(received.Length, consumed);
    }
}
