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

public sealed class RtuBusTests
{
    private static readonly ModbusPeer Peer = new(new DeviceName("meter"), 1)
    {
        ResponseTimeout = TimeSpan.FromMilliseconds(100),
        LongestAnswer = TimeSpan.FromMilliseconds(300),
    };

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<RtuBus> _log = new();
    private readonly ScriptedLine _line;
    private readonly RtuBus _bus;

    public RtuBusTests()
    {
        _line = new ScriptedLine(_clock);
        _bus = new RtuBus(_line, 9600, new ModbusLinkOptions { QueueLength = 2 }, new Random(1), _clock, _log);
    }

    [Fact]
    public void An_answer_is_stamped_in_the_middle_of_its_transaction()
    {
        _line.Device = _ => _line.Arrives(40, Frames.Rtu(1, Frames.Register(1344)));
        var answer = Assert.IsType<ModbusAnswer>(Ask());
        Assert.Equal([5, 64], answer.Content.ToArray());
        Assert.InRange((answer.Middle - answer.Asked).TotalMilliseconds, 19, 22);
    }

    [Fact]
    public void An_answer_may_come_byte_by_byte_with_pauses_longer_than_a_frames_silence()
    {
        _line.Device = _ =>
        {
            foreach (var (index, value) in Frames.Rtu(1, Frames.Register(7)).Index())
                _line.Arrives(10 * (index + 1), value);
        };
        Assert.IsType<ModbusAnswer>(Ask());
    }

    [Fact]
    public void Noise_before_an_answer_is_skipped_and_counted()
    {
        _line.Device = _ => _line.Arrives(20, [0xFF, 1, 4, 0x00, .. Frames.Rtu(1, Frames.Register(7))]);
        var device = new ModbusDevice(_bus, Peer, _clock);
        var reply = Pump.Run(_clock, () => device.ReadAsync(Read, Deadline(1000), default).AsTask());
        Assert.IsType<ModbusAnswer>(reply);
        Assert.Equal((4, 1), (reply.Skipped, device.Counters.Resyncs));
    }

    [Fact]
    public void A_late_answer_is_never_taken_for_the_next_one()
    {
        var number = 0;
        _line.Device = _ => _line.Arrives(++number == 1 ? 250 : 20, Frames.Rtu(1, Frames.Register(number)));
        Assert.Equal(Quality.Timeout, Assert.IsType<ModbusFailure>(Ask()).Quality);
        Assert.Equal([0, 2], Assert.IsType<ModbusAnswer>(Ask()).Content.ToArray());
        Assert.True(_line.Sent[1].At - _line.Sent[0].At >= Peer.LongestAnswer);
    }

    [Fact]
    public void A_wrong_check_sum_is_told_and_quarantines_the_line()
    {
        var frame = Frames.Rtu(1, Frames.Register(7));
        frame[^1] ^= 1;
        _line.Device = _ => _line.Arrives(20, frame);
        Assert.Equal(Quality.Crc, Assert.IsType<ModbusFailure>(Ask()).Quality);
        _line.Device = _ => _line.Arrives(20, Frames.Rtu(1, Frames.Register(8)));
        Assert.IsType<ModbusAnswer>(Ask());
        Assert.True(_line.Sent[1].At - _line.Sent[0].At >= Peer.LongestAnswer);
    }

    [Fact]
    public void Another_units_answer_is_not_ours()
    {
        _line.Device = _ => _line.Arrives(20, Frames.Rtu(2, Frames.Register(7)));
        Assert.Equal(ModbusFailureKind.Malformed, Assert.IsType<ModbusFailure>(Ask()).Kind);
    }

    [Fact]
    public void A_refusal_is_told_with_its_code_and_needs_no_quarantine()
    {
        _line.Device = _ => _line.Arrives(20, Frames.Rtu(1, 0x84, 2));
        var refusal = Assert.IsType<ModbusFailure>(Ask());
        Assert.Equal((Quality.Exception, ModbusExceptionCode.IllegalAddress), (refusal.Quality, refusal.Exception));
        Ask();
        Assert.InRange((_line.Sent[1].At - refusal.Answered).TotalMilliseconds, 4.01, 8);
    }

    [Fact]
    public void A_babbling_line_is_not_written_to()
    {
        Pump.Run(_clock, () => _line.OpenAsync(Deadline(0), default).AsTask());
        for (var at = 0; at < 600; at += 2)
            _line.Arrives(at, 0x55);
        var failure = Assert.IsType<ModbusFailure>(Ask(500));
        Assert.Equal(ModbusFailureKind.NotAsked, failure.Kind);
        Assert.Empty(_line.Sent);
    }

    [Fact]
    public void A_caller_who_gives_up_leaves_no_answer_behind_for_the_next()
    {
        var number = 0;
        _line.Device = _ => _line.Arrives(++number == 1 ? 60 : 20, Frames.Rtu(1, Frames.Register(number)));
        Pump.Run(_clock, async () =>
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(30), _clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bus.AskAsync(Peer, Read, Deadline(500), stop.Token).AsTask());
        });
        Assert.Equal([0, 2], Assert.IsType<ModbusAnswer>(Ask()).Content.ToArray());
    }

    [Fact]
    public void Transactions_queue_in_order_and_one_too_many_is_refused_at_once()
    {
        var number = 0;
        _line.Device = _ => _line.Arrives(20, Frames.Rtu(1, Frames.Register(++number)));
        var replies = Pump.Run(_clock, () => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _bus.AskAsync(Peer, Read, Deadline(1000), default).AsTask())));
        Assert.Equal([1, 2, 3], replies.OfType<ModbusAnswer>().Select(answer => (int)answer.Content.Span[1]));
        Assert.Equal(ModbusFailureKind.NotAsked, Assert.IsType<ModbusFailure>(replies[3]).Kind);
    }

    [Fact]
    public void Who_waits_in_the_queue_waits_no_longer_than_the_deadline()
    {
        var replies = Pump.Run(_clock, () => Task.WhenAll(
            _bus.AskAsync(Peer, Read, Deadline(1000), default).AsTask(), _bus.AskAsync(Peer, Read, Deadline(50), default).AsTask()));
        Assert.Equal(ModbusFailureKind.NotAsked, Assert.IsType<ModbusFailure>(replies[1]).Kind);
        Assert.True(replies[1].Answered < replies[0].Answered);
    }

    [Fact]
    public void A_pulled_adapter_is_told_once_each_way_and_opened_again()
    {
        _line.Device = _ => _line.Arrives(20, Frames.Rtu(1, Frames.Register(7)));
        Assert.IsType<ModbusAnswer>(Ask());
        _line.IsPlugged = false;
        for (var turn = 0; turn < 5; turn++)
            Assert.Equal(Quality.LinkDown, Assert.IsType<ModbusFailure>(Ask()).Quality);
        _line.IsPlugged = true;
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.IsType<ModbusAnswer>(Ask());
        Assert.Equal(2, _line.Opened);
        Assert.Equal([2001, 2002], _log.Collector.GetSnapshot().Select(record => record.Id.Id));
    }

    [Fact]
    public void Writes_and_safety_inputs_go_first_but_starve_nobody()
    {
        List<int> order = [];
        var bus = new RtuBus(_line, 9600, new ModbusLinkOptions { QueueLength = 8 }, new Random(1), _clock, _log);
        _line.Device = request =>
        {
            order.Add(request[3]);
            _line.Arrives(20, Frames.Rtu(1, Frames.Register(1)));
        };
        var asked = Enumerable.Range(0, 10).Select(number => (Peer with { IsSafetyInput = number > 3 }, ModbusRequest.ReadInputRegisters((ushort)number, 1)));
        Pump.Run(_clock, () => Task.WhenAll(asked.Select(ask => bus.AskAsync(ask.Item1, ask.Item2, Deadline(2000), default).AsTask())));
        Assert.Equal([0, 4, 5, 6, 7, 1, 8, 9, 2, 3], order);
    }

    [Fact]
    public void The_echo_of_a_write_confirms_nothing()
    {
        _line.Device = request => _line.Arrives(10, request);
        Assert.IsType<ModbusFailure>(AskWrite());
        _line.Device = request => _line.Arrives(10, [.. request, .. request]);
        Assert.IsType<ModbusAnswer>(AskWrite());
    }

    [Fact]
    public void A_line_that_echoed_a_read_is_known_to_echo()
    {
        _line.Device = request => _line.Arrives(10, [.. request, .. Frames.Rtu(1, Frames.Register(7))]);
        Assert.IsType<ModbusAnswer>(Ask());
        _line.Device = request => _line.Arrives(10, request);
        Assert.IsType<ModbusFailure>(AskWrite());
    }

    [Fact]
    public void A_line_that_never_echoed_confirms_a_write_by_one_answer()
    {
        _line.Device = _ => _line.Arrives(10, Frames.Rtu(1, Frames.Register(7)));
        Ask();
        Ask();
        _line.Device = request => _line.Arrives(10, request);
        Assert.IsType<ModbusAnswer>(AskWrite());
    }

    [Fact]
    public void The_answer_after_a_silence_is_followed_by_the_devices_longest_time()
    {
        Assert.IsType<ModbusFailure>(Ask());
        _line.Device = _ => _line.Arrives(20, Frames.Rtu(1, Frames.Register(7)));
        for (var turn = 0; turn < 3; turn++)
            Assert.IsType<ModbusAnswer>(Ask());
        Assert.True(_line.Sent[2].At - _line.Sent[1].At >= Peer.LongestAnswer);
        Assert.True(_line.Sent[3].At - _line.Sent[2].At < Peer.LongestAnswer);
    }

    // 200 ms pass before the line has taken the request: counted from before that, the device's time would be over too early.
    [Fact]
    public void The_devices_longest_time_is_counted_from_when_the_line_took_a_slow_request()
    {
        _line.WriteTakes = TimeSpan.FromMilliseconds(200);
        var number = 0;
        _line.Device = _ => _line.Arrives(++number == 1 ? 290 : 20, Frames.Rtu(1, Frames.Register(number)));
        Assert.Equal(ModbusFailureKind.Timeout, Assert.IsType<ModbusFailure>(Ask()).Kind);
        _line.WriteTakes = TimeSpan.Zero;
        Assert.Equal([0, 2], Assert.IsType<ModbusAnswer>(Ask()).Content.ToArray());
        Assert.True(_line.Sent[1].At - _line.Sent[0].At >= Peer.LongestAnswer);
    }

    [Fact]
    public void A_request_that_was_given_up_while_it_went_out_may_be_answered_all_the_same()
    {
        _line.WriteTakes = TimeSpan.FromMilliseconds(200);
        Pump.Run(_clock, async () =>
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(150), _clock);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bus.AskAsync(Peer, Read, Deadline(500), stop.Token).AsTask());
        });
        var givenUp = MonotonicTick.Now(_clock);
        _line.WriteTakes = TimeSpan.Zero;
        _line.Device = _ => _line.Arrives(20, Frames.Rtu(1, Frames.Register(2)));
        Assert.IsType<ModbusAnswer>(Ask());
        Assert.True(Assert.Single(_line.Sent).At - givenUp >= Peer.LongestAnswer);
    }

    [Fact]
    public void A_serial_line_carries_one_request_at_a_time_whatever_the_device_is_said_to_take()
    {
        var number = 0;
        _line.Device = _ => _line.Arrives(20, Frames.Rtu(1, Frames.Register(++number)));
        var replies = Pump.Run(_clock, () => Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => _bus.AskAsync(Peer with { Pipelining = 4 }, Read, Deadline(1000), default).AsTask())));
        Assert.Equal([1, 2, 3], replies.OfType<ModbusAnswer>().Select(answer => (int)answer.Content.Span[1]));
        Assert.All(_line.Sent.Skip(1).Zip(replies), pair => Assert.True(pair.First.At > pair.Second.Answered));
    }

    private ModbusReply AskWrite() =>
        Pump.Run(_clock, () => _bus.AskAsync(Peer, ModbusRequest.WriteCoil(0, on: true), Deadline(1000), default).AsTask());

    [Fact]
    public void Whatever_the_line_does_a_good_answer_is_the_answer_to_its_own_question() =>
        Gen.Select(Gen.Int[0, 290], Gen.Int[0, 5], Gen.Byte.Array[0, 6]).Array[1, 12].Sample(
            script =>
            {
                var clock = new FakeTimeProvider();
                var line = new ScriptedLine(clock);
                using var bus = new RtuBus(line, 9600, new ModbusLinkOptions(), new Random(1), clock, new FakeLogger<RtuBus>());
                var number = 0;
                line.Device = _ => Play(line, script[number], ++number);
                for (var turn = 0; turn < script.Length; turn++)
                {
                    var before = number;
                    var reply = Pump.Run(clock, () => bus.AskAsync(Peer, Read, MonotonicTick.Now(clock) + TimeSpan.FromSeconds(2), default).AsTask());
                    if (reply is ModbusAnswer answer)
                        Assert.Equal(before + 1, answer.Content.Span[1]);
                }
            },
            iter: 60);

    // 0 loses the answer, 1 breaks it, else it comes late or in time, after noise.
    private static void Play(ScriptedLine line, (int After, int Fault, byte[] Noise) act, int number)
    {
        var frame = Frames.Rtu(1, Frames.Register(number));
        if (act.Fault == 1)
            frame[3] ^= 0x10;
        line.Arrives(act.After, act.Noise);
        if (act.Fault != 0)
            line.Arrives(act.After, frame);
    }

    private static ModbusRequest Read => ModbusRequest.ReadInputRegisters(0, 1);

    private MonotonicTick Deadline(int milliseconds) => MonotonicTick.Now(_clock) + TimeSpan.FromMilliseconds(milliseconds);

    private ModbusReply Ask(int milliseconds = 1000) => Pump.Run(_clock, () => _bus.AskAsync(Peer, Read, Deadline(milliseconds), default).AsTask());
}
