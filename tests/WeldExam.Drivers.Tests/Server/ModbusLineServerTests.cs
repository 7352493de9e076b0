using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.ModbusServer;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Server;

/// <summary>A served serial line that others use too.</summary>
public sealed class ModbusLineServerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedLine _line;
    private readonly MemoryBank _one = new() { HoldingRegisters = new ushort[10] };
    private readonly MemoryBank _two = new() { HoldingRegisters = new ushort[10] };

    public ModbusLineServerTests() => _line = new ScriptedLine(_clock);

    [Fact]
    public void A_broadcast_writes_to_all_units_and_nobody_answers()
    {
        _line.Arrives(10, Frame(0, ModbusRequest.WriteRegister(3, 77)));
        _line.Arrives(50, Frame(0, ModbusRequest.ReadHoldingRegisters(3, 1)));
        Assert.Empty(Sent());
        Assert.Equal((77, 77), (_one.HoldingRegisters[3], _two.HoldingRegisters[3]));
    }

    [Fact]
    public void The_talk_of_others_is_heard_and_not_answered()
    {
        // Request to and answer of unit 9 and a request to us, without a pause that we would see.
        _line.Arrives(10, Frame(9, ModbusRequest.ReadHoldingRegisters(0, 2)));
        _line.Arrives(10, Frame(9, 3, 4, 1, 2, 3, 4));
        _line.Arrives(10, Frame(1, ModbusRequest.ReadHoldingRegisters(0, 1)));
        Assert.Equal([Frame(1, 3, 2, 0, 0)], Sent());
    }

    [Fact]
    public void Noise_costs_what_follows_it_without_silence_and_nothing_more()
    {
        _line.Arrives(10, 0x55, 0xAA, 0x55, 0x13, 0x37);
        _line.Arrives(11, Frame(1, ModbusRequest.WriteRegister(0, 1)));
        _line.Arrives(60, Frame(1, ModbusRequest.WriteRegister(1, 2)));
        Assert.Equal([Frame(1, ModbusRequest.WriteRegister(1, 2))], Sent());
        Assert.Equal((0, 2), (_one.HoldingRegisters[0], _one.HoldingRegisters[1]));
    }

    [Fact]
    public void Of_two_requests_at_once_only_the_last_is_carried_out()
    {
        // The first was given up by its master: to carry it out now would be late.
        _line.Arrives(10, Frame(1, ModbusRequest.WriteRegister(0, 1)));
        _line.Arrives(10, Frame(1, ModbusRequest.WriteRegister(1, 2)));
        Assert.Equal([Frame(1, ModbusRequest.WriteRegister(1, 2))], Sent());
        Assert.Equal((0, 2), (_one.HoldingRegisters[0], _one.HoldingRegisters[1]));
    }

    [Fact]
    public void A_request_in_pieces_is_one_request_and_answered_after_the_silence_of_the_line()
    {
        var begun = _line.Now;
        var at = 10;
        foreach (var value in Frame(1, ModbusRequest.ReadHoldingRegisters(0, 1)))
            _line.Arrives(at += 3, value);
        Assert.Equal([Frame(1, 3, 2, 0, 0)], Sent());
        Assert.True(_line.Sent[0].At - begun >= TimeSpan.FromMilliseconds(at) + RtuTiming.Silence(115200));
    }

    [Fact]
    public void A_request_that_breaks_off_is_forgotten()
    {
        _line.Arrives(10, Frame(1, ModbusRequest.WriteRegister(0, 1))[..5]);
        _line.Arrives(60, Frame(1, ModbusRequest.WriteRegister(0, 1))[5..]);
        Assert.Empty(Sent());
        Assert.Equal(0, _one.HoldingRegisters[0]);
    }

    [Fact]
    public void Only_ours_learns_that_its_function_is_unknown()
    {
        _line.Arrives(10, Frame(1, 7));
        _line.Arrives(60, Frame(9, 7));
        _line.Arrives(120, Frame(2, 0x83, 2));
        Assert.Equal([Frame(1, 0x87, 1)], Sent());
    }

    private byte[][] Sent()
    {
        var units = ServedUnits.Of(new KeyValuePair<byte, IRegisterBank>(1, _one), new KeyValuePair<byte, IRegisterBank>(2, _two));
        using var server = ModbusLineServer.Rtu(_line, 115200, units, _clock, NullLogger<ModbusLineServer>.Instance);
        Pump.Run(_clock, async () =>
        {
            using var stop = new CancellationTokenSource();
            var running = server.RunAsync(stop.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(300), _clock);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        });
        return [.. _line.Sent.Select(each => each.Bytes)];
    }

    private static byte[] Frame(byte unit, ModbusRequest request)
    {
        var frame = new byte[RtuFrame.MaxLength];
        return frame[..RtuFrame.Write(unit, request, frame)];
    }

    private static byte[] Frame(byte unit, params byte[] pdu)
    {
        var frame = new byte[RtuFrame.MaxLength];
        return frame[..RtuFrame.Write(unit, pdu, frame)];
    }
}
