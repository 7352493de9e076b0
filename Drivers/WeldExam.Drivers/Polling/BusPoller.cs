using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Polling;

/// <summary>Polls all devices of one bus, each on its own drift-free grid. When the channel is full the loop waits: readings are evidence
/// and are never dropped. Absent devices are asked for ever, more seldom.</summary>
/// <param name="devices">At least one, all on the same link.</param>
/// <param name="reports">A bounded channel, which may be shared with other loops; it is not completed here.</param>
/// <param name="options">When a change is spoken of.</param>
/// <param name="clock">The box's clock.</param>
/// <param name="logger">Hears of each change of a device once.</param>
public sealed partial class BusPoller(
    ImmutableArray<PolledDevice> devices, ChannelWriter<DeviceReport> reports, PollingOptions options, TimeProvider clock, ILogger<BusPoller> logger)
{
    private ImmutableArray<Turn> _turns = [];

    /// <summary>Polls that were due while the bus was still busy, since the start.</summary>
    public long MissedPolls => _turns.Sum(turn => turn.Grid.Missed);

    /// <summary>Polls until cancelled; ends only with <see cref="OperationCanceledException"/>.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var start = clock.Now();
        _turns = [.. devices.Select(device => new Turn(device, new PollGrid(start, device.Period, options), new DeviceWatch(options)))];
        while (true)
        {
            var turn = _turns.MinBy(candidate => candidate.Grid.Due)!;
            await clock.UntilAsync(turn.Grid.Due, cancel);
            cancel.ThrowIfCancellationRequested();
            var failure = await PollAsync(turn.Device, cancel);
            await TellAsync(turn, failure, cancel);
            turn.Grid.Advance(clock.Now(), failed: failure is not null);
        }
    }

    private async ValueTask<ModbusFailure?> PollAsync(PolledDevice device, CancellationToken cancel)
    {
        ModbusFailure? first = null;
        foreach (var block in device.Profile.Reads)
        {
            // A device that is not there is not asked block by block: the others on the bus are waiting.
            var reply = first is { Kind: not ModbusFailureKind.Exception }
                ? first
                : await device.Device.ReadAsync(block.Request, clock.Now() + Patience(device), cancel);
            first ??= reply as ModbusFailure;
            await reports.WriteAsync(new DevicePoll(device.Name, reply.Asked, reply.Middle, Readings(device.Profile, block, reply)), cancel);
        }

        return first;
    }

    // Long enough to sit out a quarantine that another device caused.
    private static TimeSpan Patience(PolledDevice device)
    {
        var worst = device.Device.Peer.ResponseTimeout + device.Device.Peer.LongestAnswer;
        return worst > device.Period ? worst : device.Period;
    }

    private static ImmutableArray<ChannelReading> Readings(DeviceProfile profile, ReadBlock block, ModbusReply reply) =>
        [.. profile.ChannelsOf(block).Select(channel => Reading(channel, block, reply))];

    private static ChannelReading Reading(ChannelProfile channel, ReadBlock block, ModbusReply reply)
    {
        if (reply is ModbusFailure failure)
            return new ChannelReading(channel.Name, 0, failure.Quality);
        var (value, quality) = ChannelDecoder.Decode(channel, block, ((ModbusAnswer)reply).Content.Span);
        return new ChannelReading(channel.Name, value, quality);
    }

    private async ValueTask TellAsync(Turn turn, ModbusFailure? failure, CancellationToken cancel)
    {
        var before = turn.Watch.State;
        if (!turn.Watch.Take(failure))
            return;
        var cause = failure is null ? "" : Cause(failure);
        if (failure is null)
            LogAnswering(logger, turn.Device.Name);
        else
            LogNotAnswering(logger, turn.Device.Name, turn.Watch.State, cause);
        await reports.WriteAsync(new DeviceStateChange(turn.Device.Name, clock.Now(), before, turn.Watch.State, cause), cancel);
    }

    private static string Cause(ModbusFailure failure) => failure.Kind == ModbusFailureKind.Exception
        ? $"exception {(byte)failure.Exception:X2} {failure.Exception}"
        : failure.Cause.Length > 0 ? $"{failure.Kind}: {failure.Cause}" : failure.Kind.ToString();

    private sealed record Turn(PolledDevice Device, PollGrid Grid, DeviceWatch Watch);

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, Message = "Device {Device} answers")]
    private static partial void LogAnswering(ILogger logger, DeviceName device);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "Device {Device} is {State}: {Cause}")]
    private static partial void LogNotAnswering(ILogger logger, DeviceName device, DeviceState state, string cause);
}
