using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Tests.Wire;

public sealed class DigitalStationTests : IAsyncDisposable
{
    private readonly Scene _scene = new(new Scenario { Devices = [new DevicePlan.DigitalInputs("inputs", new LinkPlan.Pty())] });

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData("01 05 00 00 FF 00 8C 3A", "01 05 00 00 FF 00 8C 3A")]
    [InlineData("01 05 00 01 FF 00 DD FA", "01 05 00 01 FF 00 DD FA")]
    [InlineData("01 05 00 00 00 00 CD CA", "01 05 00 00 00 00 CD CA")]
    [InlineData("01 06 10 00 00 03 CD 0B", "01 06 10 00 00 03 CD 0B")]
    [InlineData("01 0F 00 00 00 08 01 FF BE D5", "01 0F 00 00 00 08 54 0D")]
    public async Task The_relays_own_examples_come_back_byte_for_byte(string request, string answer)
    {
        await using var peer = Peer.Open(_scene.Station.AddressOf("inputs"));
        var expected = Peer.Hex(answer);
        Assert.Equal(expected, await peer.AskAsync(Peer.Hex(request), expected.Length));
    }

    [Fact]
    public async Task Eight_channels_in_mode_2_read_as_in_the_makers_example()
    {
        await using var peer = Peer.Open(_scene.Station.AddressOf("inputs"));
        for (byte channel = 0; channel < 8; channel++)
            await peer.AskAsync(Modbus.Crc16.Seal([1, 6, 0x10, channel, 0, 2]), 8);
        var answer = await peer.AskAsync(Peer.Hex("01 03 10 00 00 08 40 CC"), 21);
        Assert.Equal("01031000020002000200020002000200020002" + "09C3", Convert.ToHexString(answer));
    }

    [Fact]
    public async Task Inputs_stand_in_the_documented_order()
    {
        await using var peer = Peer.Open(_scene.Station.AddressOf("inputs"));
        Assert.Equal(0b0101_1000, await InputsAsync(peer)); // at rest: clamp, holder, e-stop healthy
        foreach (var (act, bit) in new[]
        {
            ("switch main on", 0), ("switch rcd on", 1), ("switch machine on", 2), ("fan on", 5), ("gas on", 7),
        })
        {
            _scene.Do(act).After(0.02);
            Assert.NotEqual(0, await InputsAsync(peer) & (1 << bit));
        }

        _scene.Do("clamp take", "holder take", "press estop").After(0.02);
        Assert.Equal(0b1010_0111, await InputsAsync(peer));
    }

    [Fact]
    public async Task Coils_reach_the_truth_log()
    {
        await using var peer = Peer.Open(_scene.Station.AddressOf("inputs"));
        await peer.AskAsync(Peer.Hex("01 05 00 00 FF 00 8C 3A"), 8);
        Assert.Equal((0, true), Assert.Single(_scene.Station.Truth.All<TruthEntry.CoilSet>()) switch { var c => (c.Coil, c.On) });
        Assert.Equal("01010101", Convert.ToHexString((await peer.AskAsync(Modbus.Crc16.Seal([1, 1, 0, 0, 0, 8]), 6))[..4]));
    }

    private static async Task<int> InputsAsync(Peer peer)
        => (await peer.AskAsync(Modbus.Crc16.Seal([1, 2, 0, 0, 0, 8]), 6))[3];
}
