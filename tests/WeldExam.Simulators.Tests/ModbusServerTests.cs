using CsCheck;
using WeldExam.Simulators.Modbus;

namespace WeldExam.Simulators.Tests;

[Trait("Clause", "Modbus Application Protocol V1.1b3 §6")]
public sealed class ModbusServerTests
{
    private readonly TableUnit _unit = new(20);

    [Theory]
    [InlineData("01030000000A", "C5CD")]
    [InlineData("010400000008", "F1CC")]
    [InlineData("01050000FF00", "8C3A")]
    [InlineData("01050001FF00", "DDFA")]
    [InlineData("010500000000", "CDCA")]
    [InlineData("010310000008", "40CC")]
    [InlineData("010610000003", "CD0B")]
    [InlineData("010F0000000801FF", "BED5")]
    public void The_checksum_is_that_of_the_makers_examples(string bytes, string crc)
        => Assert.Equal(bytes + crc, Convert.ToHexString(Crc16.Seal(Convert.FromHexString(bytes))));

    [Fact]
    public void Each_function_answers_as_the_standard_says()
    {
        Assert.Equal("0F0002000A", Ask("0F0002000A02FF03"));
        Assert.Equal("0102FF03", Ask("010002000A"));
        Assert.Equal("0500050000", Ask("0500050000"));
        Assert.Equal("0102F703", Ask("010002000A"));
        Assert.Equal("1000000002", Ask("10000000020400AB0102"));
        Assert.Equal("0600020007", Ask("0600020007"));
        Assert.Equal("030600AB01020007", Ask("0300000003"));
        (_unit.Inputs[3], _unit.InputRegisters[19]) = (true, 0xBEEF);
        Assert.Equal("020108", Ask("0200000005"));
        Assert.Equal("0402BEEF", Ask("0400130001"));
    }

    [Theory]
    [InlineData("2B0E0100", "AB01")]
    [InlineData("0700", "8701")]
    [InlineData("0300000000", "8303")]
    [InlineData("030000007E", "8303")]
    [InlineData("01000007D1", "8103")]
    [InlineData("0300130002", "8302")]
    [InlineData("03FFFF0002", "8302")]
    [InlineData("0500001234", "8503")]
    [InlineData("050014FF00", "8502")]
    [InlineData("0600140000", "8602")]
    [InlineData("0F0000000802FFFF", "8F03")]
    [InlineData("0F0010000801FF", "8F02")]
    [InlineData("100000000203000102", "9003")]
    [InlineData("10001300020400010002", "9002")]
    [InlineData("03000000", "8303")]
    public void What_is_wrong_gets_its_exception(string request, string answer) => Assert.Equal(answer, Ask(request));

    [Fact]
    public void A_refused_multiple_write_changes_nothing()
    {
        Ask("10001300020400010002");
        Ask("0F0010000801FF");
        Assert.All(_unit.Holdings, h => Assert.Equal(0, h));
        Assert.All(_unit.Coils, Assert.False);
    }

    [Fact]
    public void No_request_whatever_breaks_the_server()
        => Gen.Byte.Array[1, 260].Sample(request =>
        {
            var answer = ModbusServer.Answer(new TableUnit(20), request);
            return answer.Length >= 2 && (answer[0] & 0x7F) == (request[0] & 0x7F);
        });

    private string Ask(string request) => Convert.ToHexString(ModbusServer.Answer(_unit, Convert.FromHexString(request)));
}
