using System.Text;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using Xunit;

namespace WeldExam.Drivers.Tests.Profiles;

public sealed class ProfileTests
{
    private static readonly string Generic = File.ReadAllText(Path.Combine(ProfileFile.ShippedFolder, "generic-example.yaml"));

    [Fact]
    public async Task Every_shipped_profile_is_read_without_an_error()
    {
        var readings = await ProfileFile.LoadFolderAsync(ProfileFile.ShippedFolder, default);
        Assert.Equal(
            ["ads1115-hall", "eastron-sdm630", "fronius-tpsi-ri", "generic-example", "icp-das-m-7017c", "kemppi-a7-image", "mcp23017", "mlx90614", "pzem-017", "siargo-mf5700", "waveshare-ai-8ch-hall", "waveshare-dio-8ch"],
            readings.Keys);
        Assert.All(readings.Values, reading => Assert.Empty(reading.Errors));
        Assert.All(readings.Values, reading => Assert.NotNull(reading.Profile));
    }

    [Fact]
    public async Task The_captured_answer_of_a_PZEM_is_13_44_volts_and_10_hundredths_of_an_ampere()
    {
        var profile = (await ProfileFile.LoadAsync(Path.Combine(ProfileFile.ShippedFolder, "pzem-017.yaml"), default)).Profile!;
        var content = Convert.FromHexString("05400 00A000D00000002000000000000".Replace(" ", "", StringComparison.Ordinal));
        long Value(string channel) => ChannelDecoder.Decode(profile.Channels.Single(one => one.Name.Value == channel), profile.Reads[0], content).Value;
        Assert.Equal([1344, 10, 13, 2, 0, 0], new[] { "voltage", "current", "power", "energy", "over-voltage-alarm", "under-voltage-alarm" }.Select(Value));
        Assert.Equal((-2, "V"), (profile.Channels[0].Scale.Exponent, profile.Channels[0].Unit));
        Assert.Equal(TimeSpan.FromSeconds(1), profile.Channels[0].Refresh.Max);
    }

    [Fact]
    public void The_hash_names_the_files_bytes() => Assert.Equal(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ProfileHash.Of("abc"u8).Hex);

    [Theory]
    [InlineData("    unit: A\n", "    unit: A\n    unitt: A\n", "channels[0].unitt", "no field", "    |unitt: A")]
    [InlineData("    unit: A\n", "", "channels[0].unit", "missing", "|channel: current")]
    [InlineData("    format: u16 ", "    format: u17 ", "channels[0].format", "u17", "|u17")]
    [InlineData("  period: 200\n", "  period: soon\n", "poll.period", "soon", "|soon")]
    [InlineData("  longestAnswer: 300 ", "  longestAnswer: 50 ", "poll.longestAnswer", "shorter", "longestAnswer: |50")]
    [InlineData("full: 20000", "full: 4000", "channels[0].linear.full", "differ", "full: |4000")]
    [InlineData("  - channel: door", "  - channel: mode", "channels[3].channel", "twice", "- channel: |mode\n    kind: digital")]
    [InlineData("  unit: 1\n", "  unit: 0\n", "link.unit", "1 to 247", "unit: |0")]
    [InlineData("baud: 19200", "baud: 299", "link.serial.baud", "300", "|299")]
    [InlineData("profile: 1\n", "profile: 2\n", "profile", "'2'", "profile: |2")]
    public void An_error_names_its_place_and_its_field(string what, string instead, string field, string message, string place)
    {
        var text = Replaced(what, instead);
        var at = text.IndexOf(place.Replace("|", "", StringComparison.Ordinal), StringComparison.Ordinal) + place.IndexOf('|', StringComparison.Ordinal);
        var line = text[..at].Count(letter => letter == '\n') + 1;
        var column = at - text.LastIndexOf('\n', at - 1);
        var error = Assert.Single(Read(text).Errors);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"file.yaml:{line}:{column}: {field}: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_YAML_is_refused_with_its_place() =>
        Assert.Equal(2, Assert.Single(Read("name: x\n  wrong: [\n").Errors).Line);

    [Fact]
    public void A_field_that_is_there_twice_is_refused() =>
        Assert.NotEmpty(Read(Replaced("name: Generic example\n", "name: a\nname: b\n")).Errors);

    [Theory]
    [InlineData("0FA0", 0, Quality.Good)]
    [InlineData("4E20", 5000, Quality.Good)]
    [InlineData("2EE0", 2500, Quality.Good)]
    [InlineData("0E0F", 0, Quality.SensorOpen)]
    [InlineData("5209", 0, Quality.SensorOpen)]
    [InlineData("FFFF", 0, Quality.OutOfRange)]
    public void A_current_loop_is_scaled_by_its_line_and_seen_open(string register, long value, Quality quality) =>
        Assert.Equal((value, quality), Decode("current", 1, register));

    [Theory]
    [InlineData(12.345f, 1235, Quality.Good)]
    [InlineData(0.004f, 0, Quality.Good)]
    [InlineData(-1f, 0, Quality.OutOfRange)]
    [InlineData(float.NaN, 0, Quality.OutOfRange)]
    [InlineData(float.PositiveInfinity, 0, Quality.OutOfRange)]
    public void A_float_register_becomes_an_integer_of_its_exponent(float number, long value, Quality quality) =>
        Assert.Equal((value, quality), Decode("gas-flow", 2, $"{BitConverter.SingleToUInt32Bits(number):X8}0000"));

    [Theory]
    [InlineData(1e30f)]
    [InlineData(-1e30f)]
    public void A_number_too_large_never_wraps_into_the_valid_range(float number) =>
        Assert.Equal((0, Quality.OutOfRange), Decode("gas-flow", 2, $"{BitConverter.SingleToUInt32Bits(number):X8}0000"));

    [Fact]
    public void A_straight_line_rounds_halves_away_from_zero_and_never_wraps()
    {
        Assert.Equal([1, -1, 0], new[] { 1L, -1L, 0L }.Select(new LinearSpan(0, 2, 1).Apply));
        Assert.Equal([-1, 1], new[] { 1L, -1L }.Select(new LinearSpan(0, -2, 1).Apply));
        Assert.Equal(4_000_000_000_000, new LinearSpan(0, 1, 1_000_000_000_000).Apply(uint.MaxValue));
    }

    [Fact]
    public void A_field_under_a_mask_is_shifted_down() => Assert.Equal((0xA, Quality.Good), Decode("mode", 2, "00000000FFAF"));

    [Fact]
    public void A_normally_closed_contact_is_asserted_when_its_bit_is_zero()
    {
        Assert.Equal((1, Quality.Good), Decode("door", 0, "00"));
        Assert.Equal((0, Quality.Good), Decode("door", 0, "01"));
    }

    private static (long Value, Quality Quality) Decode(string channel, int block, string content)
    {
        ReadBlock[] blocks = [new(RegisterKind.Discrete, 3, 1), new(RegisterKind.Input, 0, 1), new(RegisterKind.Holding, 10, 3)];
        return ChannelDecoder.Decode(Read(Generic).Profile!.Channels.Single(one => one.Name.Value == channel), blocks[block], Convert.FromHexString(content));
    }

    private static string Replaced(string what, string instead)
    {
        var at = Generic.IndexOf(what, StringComparison.Ordinal);
        Assert.True(at >= 0, what);
        return Generic[..at] + instead + Generic[(at + what.Length)..];
    }

    private static ProfileReading Read(string text) => ProfileFile.Read(Encoding.UTF8.GetBytes(text), "file.yaml");
}
