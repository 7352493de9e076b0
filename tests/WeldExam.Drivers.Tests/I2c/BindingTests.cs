using WeldExam.Drivers.I2c;
using WeldExam.Exam.Signals;
using Xunit;

namespace WeldExam.Drivers.Tests.I2c;

public sealed class BindingTests
{
    /// <summary>8583h is the chip's reset value: AIN0–AIN1, ±2.048 V, single shot, 128 a second, comparator off (datasheet table 8-3).</summary>
    [Theory]
    [Trait("Clause", "SBAS444E table 8-3")]
    [InlineData(Ads1115Input.Between0And1, Ads1115Range.V2048, Ads1115Rate.Sps128, "W 01 85 83")]
    [InlineData(Ads1115Input.Ain0, Ads1115Range.V6144, Ads1115Rate.Sps8, "W 01 C1 03")]
    [InlineData(Ads1115Input.Ain3, Ads1115Range.V0256, Ads1115Rate.Sps860, "W 01 FB E3")]
    public void Ads1115_starts_a_single_shot(Ads1115Input input, Ads1115Range range, Ads1115Rate rate, string traffic)
    {
        var bus = new FakeI2cDevice(Ads1115.DefaultAddress);
        new Ads1115(bus).Start(input, range, rate);
        Assert.Equal([traffic], bus.Traffic);
    }

    /// <summary>Ideal output codes of datasheet table 7-3.</summary>
    [Theory]
    [Trait("Clause", "SBAS444E table 7-3")]
    [InlineData(0x00, 0x01, 1, Quality.Good)]
    [InlineData(0x00, 0x00, 0, Quality.Good)]
    [InlineData(0xFF, 0xFF, -1, Quality.Good)]
    [InlineData(0x7F, 0xFE, 32766, Quality.Good)]
    [InlineData(0x7F, 0xFF, 0, Quality.OutOfRange)]
    [InlineData(0x80, 0x00, 0, Quality.OutOfRange)]
    public void Ads1115_reads_two_s_complement_and_knows_no_value_at_the_ends_of_its_scale(byte high, byte low, int steps, Quality quality)
    {
        using var converter = new Ads1115(new FakeI2cDevice(Ads1115.DefaultAddress).Answers(1, 0x85, 0x83).Answers(0, high, low));
        Assert.True(converter.TryRead(out var read, out var seen));
        Assert.Equal((steps, quality), ((int)read, seen));
    }

    [Fact]
    public void Ads1115_gives_no_result_while_it_converts()
    {
        var bus = new FakeI2cDevice(Ads1115.DefaultAddress).Answers(1, 0x05, 0x83).Answers(1, 0x85, 0x83).Answers(0, 0x12, 0x34);
        var converter = new Ads1115(bus);
        Assert.False(converter.TryRead(out _, out _));
        Assert.True(converter.TryRead(out var steps, out _));
        Assert.Equal(0x1234, steps);
        Assert.Equal(["W 01 R 2", "W 01 R 2", "W 00 R 2"], bus.Traffic);
    }

    [Fact]
    public void Ads1115_steps_and_times_are_the_datasheet_s()
    {
        Assert.Equal([187_500, 125_000, 62_500, 31_250, 15_625, 7_812], Enum.GetValues<Ads1115Range>().Select(Ads1115.NanovoltsPerStep));
        Assert.InRange(Ads1115.LongestConversion(Ads1115Rate.Sps128).TotalMilliseconds, 8.6, 8.8);
        Assert.All(Enum.GetValues<Ads1115Rate>(), rate => Assert.True(Ads1115.LongestConversion(rate) > TimeSpan.FromSeconds(1.0 / int.Parse(rate.ToString()[3..]))));
    }

    /// <summary>The datasheet's example of a read word: B4 07 B5 D2 3A 30, that is 3AD2h = 28.01 °C (rev 13, figure "SMBus packet element key").</summary>
    [Fact]
    [Trait("Clause", "3901090614 §8.4.3")]
    public void Mlx90614_reads_the_datasheet_s_packet()
    {
        Assert.Equal(0x30, PacketErrorCode.Of([0xB4, 0x07, 0xB5, 0xD2, 0x3A]));
        var bus = new FakeI2cDevice(Mlx90614.DefaultAddress).Answers(7, 0xD2, 0x3A, 0x30);
        Assert.Equal((2801, Quality.Good), new Mlx90614(bus).ReadObject());
        Assert.Equal(["W 07 R 3"], bus.Traffic);
    }

    [Fact]
    public void Smbus_packet_error_code_is_crc_8_with_the_known_check_value() => Assert.Equal(0xF4, PacketErrorCode.Of("123456789"u8));

    [Fact]
    public void Mlx90614_refuses_every_flipped_bit()
    {
        for (var bit = 0; bit < 24; bit++)
        {
            byte[] answer = [0xD2, 0x3A, 0x30];
            answer[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal((0, Quality.Crc), new Mlx90614(new FakeI2cDevice(Mlx90614.DefaultAddress).Answers(7, answer)).ReadObject());
        }
    }

    [Fact]
    public void Mlx90614_gives_no_value_with_the_error_flag_set()
    {
        byte[] answer = [0xD2, 0xBA, PacketErrorCode.Of([0xB4, 0x06, 0xB5, 0xD2, 0xBA])];
        Assert.Equal((0, Quality.OutOfRange), new Mlx90614(new FakeI2cDevice(Mlx90614.DefaultAddress).Answers(6, answer)).ReadAmbient());
    }

    [Fact]
    [Trait("Clause", "DS20001952C table 3-1")]
    public void Mcp23017_makes_all_pins_inputs_and_reads_them_A_first()
    {
        var bus = new FakeI2cDevice(Mcp23017.DefaultAddress).Answers(0x12, 0x01, 0x80).Answers(0x0E, 0x00, 0x02).Answers(0x10, 0x01, 0x82);
        using (var expander = new Mcp23017(bus))
        {
            expander.BeginInputs(pullUps: 0x80FF);
            Assert.Equal(0x8001, expander.ReadLevels());
            Assert.Equal((0x0200, 0x8201), expander.ReadInterrupt());
        }

        Assert.Equal(["W 0A 40", "W 00 FF FF", "W 0C FF 80", "W 04 FF FF", "W 12 R 2", "W 0E R 2", "W 10 R 2"], bus.Traffic);
        Assert.True(bus.IsDisposed);
    }

    [Theory]
    [InlineData(0xFF, true)]
    [InlineData(0x00, false)]
    public void Mcp23017_that_a_brown_out_reset_is_found_out(byte interrupts, bool isAsBegun)
    {
        var bus = new FakeI2cDevice(Mcp23017.DefaultAddress).Answers(0x00, 0xFF, 0xFF).Answers(0x0C, 0, 0).Answers(0x04, interrupts, interrupts);
        Assert.Equal(isAsBegun, new Mcp23017(bus).IsAsBegun(0));
    }
}
