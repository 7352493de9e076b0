using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using Xunit;

namespace WeldExam.Drivers.Tests.Profiles;

/// <summary>Whole answers as the makers' sheets describe them, decoded by the shipped profiles; the contents are invented.</summary>
public sealed class ProfileLibraryTests
{
    [Theory]
    [InlineData("kemppi-a7-image", 0, "0079 00EE 0355 1800 0000 0000 7B00 0000", "current=121 voltage=238 error-number=3 wire-feed-speed=85 arc-on=1 gas-ok=1 gas-flow=123")]
    [InlineData("kemppi-a7-image", 0, "0079 00EE 0055 0800 0000 0001 0200 0000", "wire-feed-speed=85 arc-on=1 gas-ok=0 gas-flow=258")]
    [InlineData("fronius-tpsi-ri", 0xF100, "0000 100E 0000 0000 0000 0000 0000 0000 0002 0000 094C 04BF 0000 0000 0000 0000 FF38", "ready=1 arc-stable=1 current-flow=1 process-active=1 wire-stick=0 error-number=2 voltage=2380 current=1215 wire-feed-speed=-200")]
    [InlineData("eastron-sdm630", 0, "4366 0000 4366 0000 4366 0000 4148 0000", "voltage-1=2300 voltage-3=2300 current-1=1250")]
    [InlineData("waveshare-ai-8ch-hall", 0, "2EE0 1770", "current=2500 loop-2=6000")]
    [InlineData("icp-das-m-7017c", 0, "7FFF 8001", "input-1=20000 input-2=-20000")]
    [InlineData("siargo-mf5700", 0x3A, "0000 30D4", "gas-flow=12500")]
    public void An_answer_is_decoded_as_the_sheet_says(string profile, int address, string registers, string expected)
    {
        var read = ProfileFile.Read(File.ReadAllBytes(Path.Combine(ProfileFile.ShippedFolder, $"{profile}.yaml")), profile).Profile!;
        var content = Convert.FromHexString(registers.Replace(" ", "", StringComparison.Ordinal));
        foreach (var pair in expected.Split(' ').Select(pair => pair.Split('=')))
        {
            var channel = read.Channels.Single(one => one.Name.Value == pair[0]);
            Assert.Equal((pair[0], long.Parse(pair[1]), Quality.Good), (pair[0], Of(channel, address, content).Value, Of(channel, address, content).Quality));
        }
    }

    private static (long Value, Quality Quality) Of(ChannelProfile channel, int address, byte[] content) =>
        ChannelDecoder.Decode(channel, new ReadBlock(channel.From, (ushort)address, (ushort)(content.Length / 2)), content);
}
