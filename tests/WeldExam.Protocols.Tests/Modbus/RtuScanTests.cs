using CsCheck;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Protocols.Tests.Modbus;

public sealed class RtuScanTests
{
    private static readonly ModbusRequest Request = ModbusRequest.ReadInputRegisters(0, 2);

    private static byte[] Answer(byte unit, params byte[] pdu)
    {
        var frame = new byte[pdu.Length + RtuFrame.Overhead];
        RtuFrame.Write(unit, pdu, frame);
        return frame;
    }

    [Fact]
    public void An_answer_after_any_noise_is_found_where_it_begins() =>
        Gen.Byte.Array[0, 40].Sample(noise =>
        {
            var answer = Answer(1, 4, 4, 0xDE, 0xAD, 0xBE, 0xEF);
            byte[] received = [.. noise, .. answer];
            var scan = RtuScan.Find(received, 1, Request);
            return scan.Fault == WireFault.None && received.AsSpan(scan.Start, scan.Length).SequenceEqual(answer);
        });

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Select(Gen.Byte.Array[0, 600], Gen.Byte).Sample((bytes, unit) =>
        {
            var scan = RtuScan.Find(bytes, unit, Request);
            return scan.Fault != WireFault.None || scan.Start + scan.Length <= bytes.Length;
        });

    [Fact]
    public void A_single_flipped_bit_is_never_taken_for_an_answer() =>
        Gen.Int[0, (9 * 8) - 1].Sample(bit =>
        {
            var answer = Answer(1, 4, 4, 0xDE, 0xAD, 0xBE, 0xEF);
            answer[bit / 8] ^= (byte)(1 << (bit % 8));
            return RtuScan.Find(answer, 1, Request).Fault != WireFault.None;
        });

    [Fact]
    public void Another_unit_another_function_and_another_byte_count_are_refused()
    {
        Assert.Equal(WireFault.Noise, RtuScan.Find(Answer(2, 4, 4, 9, 9, 9, 9), 1, Request).Fault);
        Assert.Equal(WireFault.Noise, RtuScan.Find(Answer(1, 3, 4, 9, 9, 9, 9), 1, Request).Fault);
        Assert.Equal(WireFault.ByteCount, RtuScan.Find(Answer(1, 4, 2, 9, 9), 1, Request).Fault);
    }

    [Fact]
    public void A_wrong_check_sum_is_named()
    {
        var answer = Answer(1, 4, 4, 9, 9, 9, 9);
        answer[^1] ^= 0x55;
        Assert.Equal(WireFault.Checksum, RtuScan.Find(answer, 1, Request).Fault);
    }

    [Fact]
    public void A_confirmation_of_another_value_is_no_confirmation()
    {
        var request = ModbusRequest.WriteRegister(7, 0x1234);
        Assert.Equal(WireFault.None, RtuScan.Find(Answer(1, 6, 0, 7, 0x12, 0x34), 1, request).Fault);
        Assert.Equal(WireFault.Confirmation, RtuScan.Find(Answer(1, 6, 0, 7, 0x12, 0x35), 1, request).Fault);
    }

    [Fact]
    public void The_search_allocates_nothing()
    {
        var answer = Answer(1, 4, 4, 9, 9, 9, 9);
        RtuScan.Find(answer, 1, Request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var turn = 0; turn < 100; turn++)
            RtuScan.Find(answer, 1, Request);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
