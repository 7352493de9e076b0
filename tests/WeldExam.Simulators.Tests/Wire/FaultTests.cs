using System.Net.Sockets;
using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Modbus;
using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Tests.Wire;

public sealed class FaultTests : IAsyncDisposable
{
    private static readonly byte[] SerialRequest = Crc16.Seal([1, 3, 0, 0, 0, 1]);
    private static readonly byte[] SerialAnswer = Crc16.Seal([1, 3, 2, 1, 1]);
    private readonly Bench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Silent_takes_requests_and_never_answers()
    {
        await using var rtu = _bench.Open("rtu1");
        _bench.Station.Do("fault rtu1 silent");
        Assert.Empty(await rtu.AskAsync(SerialRequest, 7, 100));
        _bench.Station.Do("clear rtu1");
        Assert.Equal(SerialAnswer, await rtu.AskAsync(SerialRequest, 7));
    }

    [Fact]
    public async Task A_fault_clears_itself_after_its_time_or_its_requests()
    {
        await using var rtu = _bench.Open("rtu1");
        _bench.Station.Do("fault rtu1 silent times 2");
        Assert.Empty(await rtu.AskAsync(SerialRequest, 7, 60));
        Assert.Empty(await rtu.AskAsync(SerialRequest, 7, 60));
        Assert.Equal(SerialAnswer, await rtu.AskAsync(SerialRequest, 7));
        _bench.Station.Do("fault rtu1 silent for 200ms");
        Assert.Empty(await rtu.AskAsync(SerialRequest, 7, 250));
        Assert.Equal(SerialAnswer, await rtu.AskAsync(SerialRequest, 7));
        Assert.Equal(3, _bench.Station.Truth.All<TruthEntry.FaultChanged>().Count());
    }

    [Theory]
    [InlineData("rtu1")]
    [InlineData("tcp1")]
    public async Task Delay_holds_the_answer_back(string device)
    {
        await using var peer = _bench.Open(device);
        _bench.Station.Do($"fault {device} delay 150ms");
        var (request, answer) = Exchange(device, 1);
        var asked = TimeProvider.System.GetTimestamp();
        Assert.Equal(answer, await peer.AskAsync(request, answer.Length));
        Assert.InRange(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds, 149, 1000);
    }

    [Fact]
    public async Task A_late_answer_arrives_behind_newer_requests()
    {
        await using var rtu = _bench.Open("rtu1");
        _bench.Table("rtu1").Holdings[1] = 0x0707;
        _bench.Station.Do("fault rtu1 late 200ms times 1");
        Assert.Empty(await rtu.AskAsync(SerialRequest, 7, 100));
        Assert.Equal(Crc16.Seal([1, 3, 2, 7, 7]), await rtu.AskAsync(Crc16.Seal([1, 3, 0, 1, 0, 1]), 7));
        Assert.Equal(SerialAnswer, await rtu.ReceiveAsync(7)); // the stale one
    }

    [Fact]
    public async Task A_late_tcp_answer_carries_its_old_transaction()
    {
        await using var tcp = _bench.Open("tcp1");
        _bench.Station.Do("fault tcp1 late 200ms times 1");
        await tcp.SendAsync(Exchange("tcp1", 1).Request);
        var (request, answer) = Exchange("tcp1", 2);
        Assert.Equal(answer, await tcp.AskAsync(request, answer.Length));
        Assert.Equal(Exchange("tcp1", 1).Answer, await tcp.ReceiveAsync(answer.Length));
    }

    [Fact]
    public async Task Every_third_request_is_dropped()
    {
        await using var rtu = _bench.Open("rtu1");
        _bench.Station.FaultsOf("rtu1").Inject(new Fault.DropEvery(3));
        var lengths = new List<int>();
        for (var i = 0; i < 6; i++)
            lengths.Add((await rtu.AskAsync(SerialRequest, 7, 100)).Length);
        Assert.Equal([7, 7, 0, 7, 7, 0], lengths);
    }

    [Fact]
    public async Task Noise_breaks_the_checksum_of_every_answer()
    {
        await using var rtu = _bench.Open("rtu1");
        _bench.Station.Do("fault rtu1 noise");
        for (var i = 0; i < 20; i++)
        {
            var heard = await rtu.AskAsync(SerialRequest, 7);
            Assert.Equal(7, heard.Length);
            Assert.False(Crc16.Fits(heard));
        }
    }

    [Fact]
    public async Task Noise_on_tcp_shows_a_wrong_protocol()
    {
        await using var tcp = _bench.Open("tcp1");
        _bench.Station.Do("fault tcp1 noise");
        Assert.NotEqual(0, (await tcp.AskAsync(Exchange("tcp1", 1).Request, 11))[2]);
    }

    [Fact]
    public async Task Junk_stands_before_a_serial_answer()
    {
        await using var rtu = _bench.Open("rtu1");
        _bench.Station.Do("fault rtu1 junk");
        var heard = await rtu.AskAsync(SerialRequest, 15, 150);
        Assert.InRange(heard.Length, 9, 15);
        Assert.Equal(SerialAnswer, heard[^7..]);
    }

    [Fact]
    public async Task Junk_on_tcp_is_the_answer_to_a_question_nobody_asked()
    {
        await using var tcp = _bench.Open("tcp1");
        _bench.Station.Do("fault tcp1 junk");
        var heard = await tcp.AskAsync(Exchange("tcp1", 1).Request, 22);
        Assert.Equal("80010000000501", Convert.ToHexString(heard[..7]));
        Assert.Equal(Exchange("tcp1", 1).Answer, heard[11..]);
    }

    [Theory]
    [InlineData("rtu1")]
    [InlineData("tcp1")]
    public async Task Exception_answers_with_that_code(string device)
    {
        await using var peer = _bench.Open(device);
        _bench.Station.Do($"fault {device} exception 4");
        var heard = await peer.AskAsync(Exchange(device, 1).Request, device == "rtu1" ? 5 : 9);
        Assert.Equal("018304", Convert.ToHexString(device == "rtu1" ? heard[..3] : heard[6..9]));
    }

    [Fact]
    public async Task An_unplugged_serial_line_hangs_up_and_its_path_is_gone_until_plugged_in()
    {
        var path = _bench.Station.AddressOf("rtu1");
        var rtu = _bench.Open("rtu1");
        Assert.Equal(SerialAnswer, await rtu.AskAsync(SerialRequest, 7));
        _bench.Station.Do("fault rtu1 unplug");
        Assert.False(File.Exists(path));
        await Assert.ThrowsAsync<IOException>(async () => await rtu.AskAsync(SerialRequest, 7));
        _bench.Station.Do("clear rtu1");
        await using var again = _bench.Open("rtu1");
        Assert.Equal(SerialAnswer, await again.AskAsync(SerialRequest, 7));
    }

    [Fact]
    public async Task An_unplugged_tcp_device_resets_and_refuses_until_plugged_in_at_the_same_port()
    {
        var tcp = _bench.Open("tcp1");
        var (request, answer) = Exchange("tcp1", 1);
        Assert.Equal(answer, await tcp.AskAsync(request, answer.Length));
        _bench.Station.Do("fault tcp1 unplug");
        await Assert.ThrowsAsync<IOException>(async () => await tcp.AskAsync(request, answer.Length));
        Assert.Throws<SocketException>(() => _bench.Open("tcp1"));
        _bench.Station.Do("clear tcp1");
        await using var again = _bench.Open("tcp1");
        Assert.Equal(answer, await again.AskAsync(request, answer.Length));
    }

    [Fact]
    public async Task A_port_taken_while_the_plug_was_out_is_told_and_not_swallowed()
    {
        var port = int.Parse(_bench.Station.AddressOf("tcp1").Split(':')[1]);
        _bench.Station.Do("fault tcp1 unplug for 300ms");
        var thief = new TcpListener(System.Net.IPAddress.Loopback, port);
        thief.Start();
        await Assert.ThrowsAsync<SocketException>(() => _bench.Station.Running.WaitAsync(TimeSpan.FromSeconds(5)));
        thief.Stop();
    }

    [Fact]
    public async Task A_frozen_meter_answers_with_old_values_and_frozen_inputs_stay()
    {
        await using var scene = new Scene();
        scene.PowerUp().Do("strike").After(2).Do("fault meter freeze", "fault inputs freeze").After(0.5);
        Assert.True(scene.Station.UnitOf("meter").TryReadInputRegister(1, out var before));
        scene.Do("switch main off").After(3);
        Assert.True(scene.Station.UnitOf("meter").TryReadInputRegister(1, out var after));
        Assert.True(scene.Station.UnitOf("inputs").TryReadInput(0, out var main));
        Assert.True(main);
        Assert.InRange(before, 10_000, 13_000);
        Assert.Equal(before, after);
        scene.Do("clear meter", "clear inputs").After(1);
        Assert.True(scene.Station.UnitOf("meter").TryReadInputRegister(1, out after));
        Assert.True(scene.Station.UnitOf("inputs").TryReadInput(0, out main));
        Assert.False(main);
        Assert.Equal(0, after);
    }

    private static (byte[] Request, byte[] Answer) Exchange(string device, byte transaction)
        => device == "rtu1"
            ? (SerialRequest, SerialAnswer)
            : ([0, transaction, 0, 0, 0, 6, 1, 3, 0, 0, 0, 1], [0, transaction, 0, 0, 0, 5, 1, 3, 2, 0x11, 0x01]);
}
