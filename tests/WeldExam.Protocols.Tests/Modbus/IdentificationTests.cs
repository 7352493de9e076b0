using System.Text;
using CsCheck;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Protocols.Tests.Modbus;

[Trait("Clause", "Modbus Application Protocol V1.1b3 §6.21")]
public sealed class IdentificationTests
{
    private static readonly ModbusRequest Basic = ModbusRequest.ReadIdentification(IdentificationAccess.Basic);

    private static readonly Gen<IdentificationObject[]> AnyObjects = Gen.Byte.Array[0, IdentificationObject.MaxLength].Array[1, 8]
        .Select(values => values.Select((value, index) => new IdentificationObject((byte)index, value)).ToArray());

    // The standard's example: company, product code "XX", revision "V2.11", in one answer and in two.
    private const string Company = "00 16 43 6F 6D 70 61 6E 79 20 69 64 65 6E 74 69 66 69 63 61 74 69 6F 6E";
    private const string Example = "2B 0E 01 01 00 00 03 " + Company + "01 02 58 58 02 05 56 32 2E 31 31";

    [Fact]
    public void The_answer_of_the_standard_is_read()
    {
        Assert.Equal(WireFault.None, IdentificationAnswer.TryRead(Basic, Hex.Of(Example), out var answer));
        Assert.Equal((IdentificationAccess.Basic, 1, false, 3), (answer.Access, answer.Conformity, answer.MoreFollows, answer.Count));
        Assert.True(answer.TryFind(0, out var company));
        Assert.Equal("Company identification", Encoding.ASCII.GetString(company));
        Assert.True(answer.TryFind(2, out var revision));
        Assert.Equal("V2.11", Encoding.ASCII.GetString(revision));
        Assert.False(answer.TryFind(3, out _));
    }

    [Fact]
    public void The_answer_of_the_standard_is_written()
    {
        IdentificationObject[] objects = [new(0, "Company identification"u8.ToArray()), new(1, "XX"u8.ToArray()), new(2, "V2.11"u8.ToArray())];
        var pdu = new byte[ModbusPdu.MaxLength];
        Assert.Equal(Hex.Of(Example), pdu[..IdentificationAnswer.Write(IdentificationAccess.Basic, 1, objects, pdu)]);
    }

    [Fact]
    public void What_does_not_fit_is_announced()
    {
        var pdu = Hex.Of("2B 0E 01 01 FF 02 02 " + Company + " 01 02 58 58");
        Assert.Equal(WireFault.None, IdentificationAnswer.TryRead(Basic, pdu, out var answer));
        Assert.Equal((true, 2, 2), (answer.MoreFollows, answer.Next, answer.Count));
    }

    [Fact]
    public void Objects_of_any_length_arrive_in_as_many_answers_as_it_takes() => AnyObjects.Sample(objects =>
    {
        var pdu = new byte[ModbusPdu.MaxLength];
        var arrived = 0;
        var from = (byte)0;
        while (true)
        {
            var length = IdentificationAnswer.Write(IdentificationAccess.Extended, 3, objects.AsSpan(from), pdu);
            var request = ModbusRequest.ReadIdentification(IdentificationAccess.Extended, from);
            if (IdentificationAnswer.TryRead(request, pdu.AsSpan(0, length), out var answer) != WireFault.None)
                return false;
            for (var index = 0; index < answer.Count; index++, arrived++)
            {
                if (!answer.At(index, out var id).SequenceEqual(objects[arrived].Value.Span) || id != arrived)
                    return false;
            }

            if (!answer.MoreFollows)
                return arrived == objects.Length;
            from = answer.Next;
        }
    });

    [Theory]
    [InlineData("2B 0E 01 01 00 00 01 00 02 41", WireFault.Incomplete)]
    [InlineData("2B 0E 01 01 00 00 01 00 01 41 42", WireFault.Length)]
    [InlineData("2B 0D 01 01 00 00 01 00 01 41", WireFault.Function)]
    [InlineData("2B 0E 02 01 00 00 01 00 01 41", WireFault.Confirmation)]
    [InlineData("2B 0E 01 04 00 00 01 00 01 41", WireFault.Value)]
    [InlineData("2B 0E 01 01 01 00 01 00 01 41", WireFault.Value)]
    [InlineData("2B 0E 01 01 00 00 02 00 F0 41", WireFault.Incomplete)]
    [InlineData("2B 0E 01 01 00 00 01 00 F5 41", WireFault.TooLong)]
    public void Faults_have_names(string pdu, WireFault fault) => Assert.Equal(fault, Basic.CheckAnswer(Hex.Of(pdu), out _));

    [Fact]
    public void One_object_asked_by_number_must_be_that_one()
    {
        var request = ModbusRequest.ReadIdentification(IdentificationAccess.Individual, 2);
        Assert.Equal(WireFault.None, request.CheckAnswer(Hex.Of("2B 0E 04 81 00 00 01 02 01 41"), out _));
        Assert.Equal(WireFault.Confirmation, request.CheckAnswer(Hex.Of("2B 0E 04 81 00 00 01 01 01 41"), out _));
    }

    [Fact]
    public void On_a_serial_line_the_length_follows_from_the_objects()
    {
        var frame = new byte[RtuFrame.MaxLength];
        var length = RtuFrame.Write(9, Hex.Of(Example), frame);
        for (var seen = 0; seen < length; seen++)
            Assert.NotEqual(WireFault.None, RtuScan.Find(frame.AsSpan(0, seen), 9, Basic).Fault);
        Assert.Equal(new RtuScan(WireFault.None, 0, length, ModbusExceptionCode.None), RtuScan.Find(frame.AsSpan(0, length), 9, Basic));
    }
}
