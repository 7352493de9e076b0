using CsCheck;
using WeldExam.Protocols.IdCard;
using Xunit;

namespace WeldExam.Protocols.Tests.IdCard;

public sealed class SdtFrameTests
{
    private const string Preamble = "AA AA AA 96 69 ";

    [Theory]
    [InlineData(SdtCommand.Reset, "00 03 10 FF EC")]
    [InlineData(SdtCommand.Status, "00 03 11 FF ED")]
    [InlineData(SdtCommand.SamId, "00 03 12 FF EE")]
    [InlineData(SdtCommand.Find, "00 03 20 01 22")]
    [InlineData(SdtCommand.Select, "00 03 20 02 21")]
    [InlineData(SdtCommand.Read, "00 03 30 01 32")]
    [InlineData(SdtCommand.ReadWithPrints, "00 03 30 10 23")]
    [InlineData(SdtCommand.NewestAddress, "00 03 30 03 30")]
    public void A_request_has_the_bytes_of_the_sheet(SdtCommand command, string bytes) =>
        Assert.Equal(Hex.Of(Preamble + bytes), SdtFrame.Encode(command));

    [Theory]
    [InlineData("00 08 00 00 9F 00 00 00 00 97", SdtStatus.Found, 4)]
    [InlineData("00 04 00 00 80 84", SdtStatus.FindFailed, 0)]
    [InlineData("00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", SdtStatus.Ok, 8)]
    [InlineData("00 04 00 00 81 85", SdtStatus.SelectFailed, 0)]
    [InlineData("00 04 00 00 41 45", SdtStatus.ReadFailed, 0)]
    [InlineData("00 04 00 00 90 94", SdtStatus.Ok, 0)]
    public void An_answer_is_read(string bytes, SdtStatus status, int content)
    {
        var frame = Hex.Of(Preamble + bytes);
        Assert.Equal(WireFault.None, SdtFrame.TryRead(frame, out var answer, out var consumed));
        Assert.Equal((status, content, frame.Length), (answer.Status, answer.Content.Length, consumed));
    }

    [Fact]
    public void A_read_answer_has_1295_bytes_and_splits_into_text_and_photo()
    {
        byte[] content = [1, 0, 4, 0, .. new byte[256], .. Enumerable.Repeat((byte)7, 1024)];
        var frame = SdtFrame.EncodeAnswer(SdtStatus.Ok, content);
        Assert.Equal(1295, frame.Length);
        Assert.Equal(Hex.Of("05 08 00 00 90 01 00 04 00"), frame[5..14]);
        Assert.Equal(WireFault.None, SdtFrame.TryRead(frame, out var answer, out _));
        Assert.True(answer.TryTextAndPhoto(out var text, out var photo));
        Assert.Equal((256, 1024, (byte)7), (text.Length, photo.Length, photo.Span[0]));
    }

    [Fact]
    public void Noise_and_a_false_preamble_before_an_answer_are_stepped_over() =>
        Gen.Byte.Array[0, 30].Sample(noise =>
        {
            // The false preamble's length is impossible, so the true one behind it is found.
            byte[] received = [.. noise, .. Hex.Of(Preamble + "FF FF"), .. SdtFrame.EncodeAnswer(SdtStatus.Found, [0, 0, 0, 0])];
            var fault = SdtFrame.TryRead(received, out var answer, out var consumed);
            return noise.Contains((byte)0xAA) || (fault == WireFault.None && answer.Status == SdtStatus.Found && consumed == received.Length);
        });

    [Fact]
    public void A_wrong_XOR_is_named_and_the_next_answer_still_found()
    {
        var broken = SdtFrame.EncodeAnswer(SdtStatus.Found, [0, 0, 0, 0]);
        broken[^1] ^= 1;
        Assert.Equal(WireFault.Checksum, SdtFrame.TryRead(broken, out _, out _));
        Assert.Equal(WireFault.None, SdtFrame.TryRead([.. broken, .. SdtFrame.EncodeAnswer(SdtStatus.FindFailed, [])], out var answer, out _));
        Assert.Equal(SdtStatus.FindFailed, answer.Status);
    }

    [Fact]
    public void Random_bytes_never_throw_and_never_consume_more_than_there_is() =>
        Gen.Byte.Array[0, 400].Sample(bytes =>
        {
            SdtFrame.TryRead([.. Hex.Of(Preamble), .. bytes], out _, out var consumed);
            return consumed <= bytes.Length + 5;
        });

    [Fact]
    public void The_SAM_number_is_printed_as_on_the_reader()
    {
        var answer = new SdtAnswer(0, 0, SdtStatus.Ok, Hex.Of("05 00 03 00 4F 3A 32 01 7B 00 00 00 41 01 00 00"));
        Assert.True(answer.TrySamId(out var samId));
        Assert.Equal("0503" + "20068943" + "0000000123" + "0000000321", samId);
    }
}
