using WeldExam.Simulators.Devices;
using WeldExam.Simulators.Modbus;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Tests;

public sealed class PzemTests : IAsyncDisposable
{
    private readonly Scene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task The_captured_answer_comes_out_byte_for_byte()
    {
        // 13.44 V and 0.10 A with 2 Wh on the counter (captured from a device, as in Drivers/profiles/pzem-017.yaml)
        await using var scene = new Scene(new Scenario
        {
            Station = new StationSettings { LoadLineOffset = 13.44, LoadLineSlope = 0, SetCurrent = 0.1, CurrentNoise = 0, VoltageNoise = 0 },
            Devices = [new DevicePlan.WeldMeter("meter", new LinkPlan.Pty()) { Settings = new Pzem017Settings { WattHours = 2 } }],
        });
        scene.PowerUp().Do("strike").After(2);
        await using var peer = Peer.Open(scene.Station.AddressOf("meter"));
        var answer = await peer.AskAsync(Peer.Hex("01 04 00 00 00 08 F1 CC"), 21);
        Assert.Equal("0104100540000A000D00000002000000000000D629", Convert.ToHexString(answer));
    }

    [Fact]
    public void Polled_faster_than_it_refreshes_it_repeats()
    {
        _scene.PowerUp().Do("strike").After(1);
        var shown = new List<ushort>();
        for (var i = 0; i < 100; i++)
        {
            _scene.After(0.05);
            shown.Add(Read(1));
        }

        var changes = shown.Zip(shown.Skip(1)).Count(pair => pair.First != pair.Second);
        Assert.InRange(changes, 22, 25); // 5 s at 200 ms
    }

    [Fact]
    public void It_shows_the_mean_of_its_period_in_hundredths()
    {
        _scene.PowerUp().Do("strike").After(1.99);
        var truth = _scene.Samples(1.805, 2.005);
        Assert.Equal(20, truth.Count);
        Assert.Equal(truth.Average(s => s.Volts) * 100, Read(0), 0.51);
        Assert.Equal(truth.Average(s => s.Amperes) * 100, Read(1), 0.51);
    }

    [Fact]
    public void It_keeps_measuring_when_the_main_switch_is_off()
    {
        _scene.PowerUp().After(1).Do("switch main off").After(3);
        Assert.InRange((int)Read(0), 0, 10);
        Assert.True(((Pzem017)_scene.Station.UnitOf("meter")).Refreshes >= 20);
    }

    [Fact]
    public void It_knows_its_shunt_and_its_three_functions()
    {
        var meter = _scene.Station.UnitOf("meter");
        Assert.Equal("03020003", Convert.ToHexString(ModbusServer.Answer(meter, Peer.Hex("03 0003 0001"))));
        Assert.Equal("8101", Convert.ToHexString(ModbusServer.Answer(meter, Peer.Hex("01 0000 0001"))));
        Assert.Equal("8402", Convert.ToHexString(ModbusServer.Answer(meter, Peer.Hex("04 0001 0008"))));
        Assert.Equal("8603", Convert.ToHexString(ModbusServer.Answer(meter, Peer.Hex("06 0003 0004"))));
    }

    private ushort Read(ushort register)
    {
        Assert.True(_scene.Station.UnitOf("meter").TryReadInputRegister(register, out var value));
        return value;
    }
}
