using CsCheck;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Modbus;

public sealed class ModbusTcpLinkTests
{
    private static readonly ModbusPeer Peer = new(new DeviceName("welder"), 1) { ResponseTimeout = TimeSpan.FromMilliseconds(100) };

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<ModbusTcpLink> _log = new();
    private readonly ScriptedLine _line;
    private readonly ModbusTcpLink _link;

    public ModbusTcpLinkTests()
    {
        _line = new ScriptedLine(_clock);
        _link = new ModbusTcpLink(_line, new ModbusLinkOptions(), new Random(1), _clock, _log);
    }

    [Fact]
    public void A_late_answer_is_dropped_and_the_next_one_taken()
    {
        var number = 0;
        _line.Device = request => _line.Arrives(++number == 1 ? 105 : 20, Frames.Tcp(Transaction(request), 1, Frames.Register(number)));
        Assert.Equal(Quality.Timeout, Assert.IsType<ModbusFailure>(Ask()).Quality);
        Assert.Equal([0, 2], Assert.IsType<ModbusAnswer>(Ask()).Content.ToArray());
        Assert.Equal((1, 1), (_link.Unasked, _line.Opened));
    }

    [Fact]
    public void An_answer_may_come_in_pieces()
    {
        _line.Device = request =>
        {
            foreach (var (index, value) in Frames.Tcp(Transaction(request), 1, Frames.Register(7)).Index())
                _line.Arrives(2 * (index + 1), value);
        };
        Assert.IsType<ModbusAnswer>(Ask());
    }

    [Fact]
    public void A_stream_that_lost_its_framing_is_connected_anew()
    {
        _line.Device = _ => _line.Arrives(5, 0x15, 0x01, 0xDE, 0xAD, 0, 6, 1);
        Assert.Equal(ModbusFailureKind.Malformed, Assert.IsType<ModbusFailure>(Ask()).Kind);
        Assert.Equal(Quality.LinkDown, Assert.IsType<ModbusFailure>(Ask()).Quality);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _line.Device = request => _line.Arrives(5, Frames.Tcp(Transaction(request), 1, Frames.Register(7)));
        Assert.IsType<ModbusAnswer>(Ask());
        Assert.Equal([2001, 2002], _log.Collector.GetSnapshot().Select(record => record.Id.Id));
    }

    [Fact]
    public void Another_unit_or_function_under_our_transaction_is_no_answer()
    {
        _line.Device = request => _line.Arrives(5, Frames.Tcp(Transaction(request), 2, Frames.Register(7)));
        Assert.Equal(Quality.Crc, Assert.IsType<ModbusFailure>(Ask()).Quality);
        _line.Device = request => _line.Arrives(5, Frames.Tcp(Transaction(request), 1, 3, 2, 0, 7));
        Assert.Equal(Quality.Crc, Assert.IsType<ModbusFailure>(Ask()).Quality);
    }

    [Fact]
    public void A_peer_that_lost_its_power_is_found_by_its_silence()
    {
        for (var turn = 0; turn < 5; turn++)
            Assert.Equal(Quality.Timeout, Assert.IsType<ModbusFailure>(Ask()).Quality);
        Assert.Equal(Quality.LinkDown, Assert.IsType<ModbusFailure>(Ask()).Quality);
    }

    [Fact]
    public void Pauses_between_attempts_to_connect_grow_up_to_their_limit()
    {
        _line.IsPlugged = false;
        for (var turn = 0; turn < 600; turn++)
        {
            Assert.Equal(Quality.LinkDown, Assert.IsType<ModbusFailure>(Ask()).Quality);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        var pauses = _line.Attempts.Zip(_line.Attempts.Skip(1), (earlier, later) => later - earlier).ToList();
        Assert.All(pauses[..4].Zip(pauses[1..5]), pair => Assert.True(pair.Second > pair.First));
        Assert.All(pauses, pause => Assert.InRange(pause.TotalSeconds, 0.25, 7.7));
        Assert.Single(_log.Collector.GetSnapshot());
    }

    [Fact]
    public void Whatever_the_peer_does_a_good_answer_is_the_answer_to_its_own_question() =>
        Gen.Select(Gen.Int[0, 250], Gen.Int[0, 4]).Array[1, 15].Sample(
            script =>
            {
                var clock = new FakeTimeProvider();
                var line = new ScriptedLine(clock);
                using var link = new ModbusTcpLink(line, new ModbusLinkOptions(), new Random(1), clock, new FakeLogger<ModbusTcpLink>());
                var number = 0;
                line.Device = request =>
                {
                    var (after, fault) = script[number++];
                    if (fault != 0)
                        line.Arrives(after, Frames.Tcp(Transaction(request), 1, Frames.Register(number)));
                };
                for (var turn = 0; turn < script.Length; turn++)
                {
                    var before = number;
                    var reply = Pump.Run(clock, () => link.AskAsync(Peer, Read, MonotonicTick.Now(clock) + TimeSpan.FromSeconds(1), default).AsTask());
                    if (reply is ModbusAnswer answer)
                        Assert.Equal(before + 1, answer.Content.Span[1]);
                }
            },
            iter: 60);

    private static int Transaction(byte[] request) => (request[0] << 8) | request[1];

    private static ModbusRequest Read => ModbusRequest.ReadInputRegisters(0, 1);

    private ModbusReply Ask() =>
        Pump.Run(_clock, () => _link.AskAsync(Peer, Read, MonotonicTick.Now(_clock) + TimeSpan.FromSeconds(1), default).AsTask());
}
