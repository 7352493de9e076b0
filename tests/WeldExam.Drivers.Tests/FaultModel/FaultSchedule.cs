using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Tests.FaultModel;

/// <summary>Some transactions over a line full of faults, then over the same line clean. One seed, one course.</summary>
internal sealed class FaultSchedule
{
    private const int Transactions = 6;

    private static readonly ModbusLinkOptions Options = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(80), SilentTransactions = 3,
    };

    private readonly FaultClock _clock = new();
    private readonly FaultSetting _setting;
    private readonly FaultTally _tally;
    private readonly int _seed;
    private readonly Random _random;
    private readonly FaultLine _line;
    private readonly FaultyDevice _device;
    private readonly ModbusPeer _peer;

    private FaultSchedule(FaultSetting setting, int seed, FaultTally tally)
    {
        (_setting, _seed, _tally, _random) = (setting, seed, tally, new Random(seed));
        _line = new FaultLine(_clock) { DiesWithConnection = setting.IsTcp };
        _device = new FaultyDevice(_clock, _line, setting, _random, tally);
        _line.Device = Hear;
        _peer = new ModbusPeer(new DeviceName("faulty"), FaultyDevice.Unit)
        {
            ResponseTimeout = TimeSpan.FromMicroseconds(setting.ResponseTimeout),
            LongestAnswer = TimeSpan.FromMicroseconds(setting.ToldLongestAnswer),
            Pipelining = setting.Pipelining,
        };
    }

    /// <summary>Longest pause before a line is opened again, silences until a dead connection is given up, the quarantine, and two polls.</summary>
    public static long RecoveryBound(FaultSetting setting) =>
        ((long)(Options.LongestPause.TotalMicroseconds * 1.5)) + (setting.IsTcp ? Options.SilentTransactions * setting.ResponseTimeout : setting.LongestAnswer)
        + (2 * Patience(setting));

    public static void Run(FaultSetting setting, int seed, FaultTally tally)
    {
        tally.Schedules++;
        var schedule = new FaultSchedule(setting, seed, tally);
        schedule._clock.Run(async () =>
        {
            using IDisposable link = setting.IsTcp
                ? new ModbusTcpLink(schedule._line, Options, new Random(seed), schedule._clock, NullLogger<ModbusTcpLink>.Instance)
                : new RtuBus(schedule._line, 19200, Options, new Random(seed), schedule._clock, NullLogger<RtuBus>.Instance);
            await schedule.DisturbedAsync((IModbusLink)link);
            await schedule.CleanAsync((IModbusLink)link);
            return 0;
        });
    }

    private static long Patience(FaultSetting setting) => setting.LongestAnswer + setting.ResponseTimeout + 50_000;

    private void Hear(byte[] request)
    {
        if (request.Length == (_setting.IsTcp ? 12 : 8))
            _device.Hear(request);
        else
            _tally.Violations.Add($"seed {_seed}: {request.Length} bytes sent");
    }

    private async Task DisturbedAsync(IModbusLink link)
    {
        if (!_setting.IsTcp && _random.Next(4) == 0)
            _device.StrikeArc(_random.Next(1_000_000));
        if (_setting.Pipelining > 1)
        {
            await Task.WhenAll(Enumerable.Range(0, _setting.Pipelining).Select(_ => SomeAsync(link)));
            return;
        }

        await SomeAsync(link);
    }

    private async Task SomeAsync(IModbusLink link)
    {
        var content = new byte[64];
        for (var turn = 0; turn < Transactions; turn++)
        {
            await AskAsync(link, content, _random.Next(5) == 0);
            if (_random.Next(2) == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(120)), _clock);
        }
    }

    private async Task CleanAsync(IModbusLink link)
    {
        _device.IsClean = true;
        var cleanAt = Math.Max(Math.Max(_clock.Now, _line.LastArrival), _line.UnpluggedUntil);
        var content = new byte[64];
        while (_clock.Now < cleanAt)
            await AskAsync(link, content, isWrite: false);
        var from = _clock.Now;
        while (!await AskAsync(link, content, isWrite: false))
        {
            if (_clock.Now - from <= RecoveryBound(_setting))
                continue;
            _tally.Violations.Add($"seed {_seed}: not recovered after {_clock.Now - from} us");
            return;
        }

        var took = TimeSpan.FromMicroseconds(_clock.Now - from);
        if (took > _tally.SlowestRecovery)
            _tally.SlowestRecovery = took;
    }

    private async Task<bool> AskAsync(IModbusLink link, byte[] content, bool isWrite)
    {
        _tally.Transactions++;
        var deadline = _clock.Now + (_random.Next(4) == 0 ? _random.Next(20_000, 200_000) : Patience(_setting));
        var count = (ushort)(_random.Next(3) > 0 ? 4 : _random.Next(2, 12)); // stale answers fit only questions of their own length
        var request = isWrite ? ModbusRequest.WriteRegister((ushort)_random.Next(100), (ushort)_random.Next(0x10000)) : ModbusRequest.ReadInputRegisters(0, count);
        var asked = _clock.Now;
        var outcome = await link.AskAsync(_peer, request, content, new MonotonicTick(deadline), default);
        if (_clock.Now > deadline + 1_000)
            _tally.Violations.Add($"seed {_seed}: blocked {_clock.Now - deadline} us past the deadline");
        if (!outcome.IsAnswer)
        {
            // A line that cannot be opened refuses at once: nobody asks without pause.
            if (outcome.Answered.Microseconds == asked)
                await Task.Delay(TimeSpan.FromMilliseconds(10), _clock);
            return false;
        }

        _tally.Answers++;
        if (isWrite)
            JudgeWrite(request, outcome);
        else
            JudgeRead(content.AsSpan(0, outcome.Length), count, outcome);
        return true;
    }

    private void JudgeWrite(ModbusRequest request, ModbusOutcome outcome)
    {
        _tally.ConfirmedWrites++;
        var value = BinaryPrimitives.ReadUInt16BigEndian(request.Data.Span);
        if (!_device.Written.Exists(write => write.Address == request.Address && write.Value == value
            && write.At >= outcome.Asked.Microseconds && write.At <= outcome.Answered.Microseconds))
            _tally.Violations.Add($"seed {_seed}: a write confirmed that was not done");
    }

    private void JudgeRead(ReadOnlySpan<byte> content, int count, ModbusOutcome outcome)
    {
        var stamp = BinaryPrimitives.ReadUInt16BigEndian(content);
        var isGenuine = content.Length == 2 * count;
        for (var index = 1; index < count && isGenuine; index++)
            isGenuine = BinaryPrimitives.ReadUInt16BigEndian(content[(2 * index)..]) == FaultyDevice.Register(stamp, index, FaultyDevice.Unit, 4);
        if (!isGenuine)
        {
            if (_device.LastCorruption >= outcome.Asked.Microseconds)
                _tally.TakenByChance++;
            else
                _tally.Violations.Add($"seed {_seed}: a value that the device never held");
            return;
        }

        if (stamp >= outcome.Asked.Microseconds / 1000 && stamp <= outcome.Answered.Microseconds / 1000)
            return;
        if (_device.CameLate(stamp))
            _tally.TakenLate++;
        else
            _tally.Violations.Add($"seed {_seed}: a stale value, {(outcome.Asked.Microseconds / 1000) - stamp} ms old");
    }
}
