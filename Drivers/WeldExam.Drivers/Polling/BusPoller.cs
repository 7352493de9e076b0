using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>Polls all devices of one bus by their plans, each turn on its own drift-free grid. Of those that are due, turns with safety inputs go
/// first, but after <see cref="BusTurns.UrgentInARow"/> of them one of the others goes. A device that takes several requests at once is asked as many of
/// a turn's reads together; what they bring is told in their order. When the channel is full the loop waits: readings are evidence
/// and are never dropped. Absent devices are asked for ever, more seldom.</summary>
/// <param name="devices">At least one, all on the same link.</param>
/// <param name="reports">A bounded channel, which may be shared with other loops; it is not completed here.</param>
/// <param name="options">When a change is spoken of.</param>
/// <param name="clock">The box's clock.</param>
/// <param name="logger">Hears of each change of a device once.</param>
public sealed partial class BusPoller(
    ImmutableArray<PolledDevice> devices, ChannelWriter<DeviceReport> reports, PollingOptions options, TimeProvider clock, ILogger<BusPoller> logger)
{
    private ImmutableArray<PollTurn> _turns = [];
    private int _safetyInARow;

    /// <summary>What the station's contacts say of its supplies; one for all its buses.</summary>
    public Supplies Supplies { get; init; } = Supplies.Unknown;

    /// <summary>Turns that were due while the bus was still busy, since the start.</summary>
    public long MissedPolls => _turns.Sum(turn => turn.Grid.Missed);

    /// <summary>Polls until cancelled; ends only with <see cref="OperationCanceledException"/>.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var start = clock.Now();
        _turns = [.. devices.SelectMany(device => PollTurn.Of(device, start, options))];
        if (_turns.IsEmpty)
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel); // nobody wants anything of this bus
        using var sleep = new LineSleep(clock);
        while (true)
        {
            var earliest = _turns.Min(candidate => candidate.Grid.Due);
            await sleep.UntilAsync(earliest, cancel);
            cancel.ThrowIfCancellationRequested();
            var turn = Next(LineClock.Later(earliest, clock.Now()));
            var failure = await PollAsync(turn, cancel);
            await TellAsync(turn, failure, cancel);
            turn.Grid.Advance(clock.Now(), failed: failure is not null);
        }
    }

    private PollTurn Next(MonotonicTick now)
    {
        var due = _turns.Where(turn => turn.Grid.Due <= now).ToLookup(turn => turn.HoldsSafetyInput);
        var isSafety = due[true].Any() && (_safetyInARow < BusTurns.UrgentInARow || !due[false].Any());
        _safetyInARow = isSafety ? _safetyInARow + 1 : 0;
        return due[isSafety].MinBy(turn => (turn.Grid.Due, turn.Period))!;
    }

    private async ValueTask<ModbusFailure?> PollAsync(PollTurn turn, CancellationToken cancel)
    {
        ModbusFailure? first = null;
        var asked = new Queue<Task<ModbusReply>>();
        var next = 0;
        try
        {
            foreach (var read in turn.Reads)
            {
                // A device that is not there is not asked block by block: the others on the bus are waiting.
                var isThere = first is null or { Kind: ModbusFailureKind.Exception };
                while (isThere && next < turn.Reads.Length && asked.Count < turn.Device.Device.Peer.Pipelining)
                    asked.Enqueue(AskAsync(turn, turn.Reads[next++], cancel).AsTask());
                var reply = asked.TryDequeue(out var earliest) ? await earliest : first!;
                first ??= reply as ModbusFailure;
                var poll = turn.PollOf(read, reply, Supplies);
                Supplies.Take(poll);
                await reports.WriteAsync(poll, cancel);
            }
        }
        finally
        {
            await Task.WhenAll(asked); // nothing of this turn is still under way when it ends, however it ends
        }

        return first;
    }

    private ValueTask<ModbusReply> AskAsync(PollTurn turn, PlannedRead read, CancellationToken cancel)
    {
        var (device, deadline) = (turn.Device.Device, clock.Now() + Patience(turn));
        return turn.Device.IsSafetyRead(read)
            ? device.ReadSafetyInputAsync(read.Block.Request, deadline, cancel)
            : device.ReadAsync(read.Block.Request, deadline, cancel);
    }

    // Long enough to sit out a quarantine that another device caused.
    private static TimeSpan Patience(PollTurn turn)
    {
        var peer = turn.Device.Device.Peer;
        var worst = peer.ResponseTimeout + peer.LongestAnswer;
        return worst > turn.Period ? worst : turn.Period;
    }

    private async ValueTask TellAsync(PollTurn turn, ModbusFailure? failure, CancellationToken cancel)
    {
        var before = turn.Watch.State;
        if (!turn.Watch.Take(failure, failure is not null && turn.IsExpected(failure, Supplies)))
            return;
        var cause = failure is null ? "" : Cause(failure);
        var name = turn.Device.Name;
        if (failure is null)
            LogAnswering(logger, name);
        else if (turn.Watch.State == DeviceState.SwitchedOff)
            LogSwitchedOff(logger, name);
        else
            LogNotAnswering(logger, name, turn.Watch.State, cause);
        await reports.WriteAsync(new DeviceStateChange(name, clock.Now(), before, turn.Watch.State, cause), cancel);
    }

    private static string Cause(ModbusFailure failure) => failure.Kind == ModbusFailureKind.Exception
        ? $"exception {(byte)failure.Exception:X2} {failure.Exception}"
        : failure.Cause.Length > 0 ? $"{failure.Kind}: {failure.Cause}" : failure.Kind.ToString();

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, Message = "Device {Device} answers")]
    private static partial void LogAnswering(ILogger logger, DeviceName device);

    [LoggerMessage(EventId = 2103, Level = LogLevel.Information, Message = "Device {Device} is switched off with its supply")]
    private static partial void LogSwitchedOff(ILogger logger, DeviceName device);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "Device {Device} is {State}: {Cause}")]
    private static partial void LogNotAnswering(ILogger logger, DeviceName device, DeviceState state, string cause);
}
