using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Gpio;

/// <summary>Watches the inputs of one chip: edges as they are told, and levels on a grid. Reports wait while the
/// channel is full: they are evidence. A chip that is not there is tried again.</summary>
/// <param name="bank">The lines.</param>
/// <param name="open">Claims the lines; called again after a fault.</param>
/// <param name="reports">A bounded channel, which may be shared; it is not completed here.</param>
/// <param name="clock">The box's clock, the same that stamps edges.</param>
/// <param name="logger">Hears of each change of the chip once.</param>
public sealed partial class GpioInputs(
    GpioBank bank, Func<IGpioLines> open, ChannelWriter<DeviceReport> reports, TimeProvider clock, ILogger<GpioInputs> logger)
{
    /// <summary>A contact that bounces longer than this is read as implausible until it rests.</summary>
    private static readonly TimeSpan Restless = TimeSpan.FromMilliseconds(100);

    /// <summary>What the station's contacts say of its supplies; its lines may be such contacts.</summary>
    public Supplies Supplies { get; init; } = Supplies.Unknown;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private DeviceState _state;
    private ImmutableArray<InputRest> _lines = [];

    /// <summary>Movements that came back to where they began, and edges that no event told, of one input since the chip was opened.</summary>
    public (long Glitches, long Untold) CountsOf(ChannelName channel)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (bank.Inputs[i].Channel == channel)
                return (_lines[i].Glitches, _lines[i].Untold);
        }

        return default;
    }

    /// <summary>Watches until cancelled; ends only with <see cref="OperationCanceledException"/>.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            string cause;
            try
            {
                using var lines = open();
                await WatchAsync(lines, cancel);
                return;
            }
            catch (Exception fault) when (GpioChip.IsBroken(fault))
            {
                cause = fault.Message;
            }

            await TellAsync(DeviceState.LinkDown, cause, cancel);
            await Task.Delay(Pause, clock, cancel);
        }
    }

    private async Task WatchAsync(IGpioLines lines, CancellationToken cancel)
    {
        _lines = [.. bank.Inputs.Select(input => new InputRest(input.Debounce))];
        var start = clock.Now();
        for (var turn = 0L; ; turn = Math.Max(turn + 1, (long)((clock.Now() - start) / bank.Period) + 1))
        {
            await clock.UntilAsync(start + (bank.Period * turn), cancel);
            cancel.ThrowIfCancellationRequested();
            while (lines.TryTakeEdge(out var edge))
                LineOf(edge.Line).TakeEdge(edge.At, edge.Level);
            await ReadAsync(lines, cancel);
        }
    }

    private async ValueTask ReadAsync(IGpioLines lines, CancellationToken cancel)
    {
        var asked = clock.Now();
        var levels = new bool[bank.Inputs.Length];
        lines.ReadLevels(levels);
        var answered = clock.Now();
        await TellAsync(DeviceState.Answering, "", cancel);
        var readings = ImmutableArray.CreateBuilder<ChannelReading>(levels.Length);
        for (var i = 0; i < levels.Length; i++)
        {
            var (line, channel) = (_lines[i], bank.Inputs[i].Channel);
            line.TakeLevel(asked, answered, levels[i]);
            if (line.Settle(answered) is { } change)
                await reports.WriteAsync(new InputEdge(bank.Device, channel, One(change.Level), change.NotBefore, change.At, change.RestedFrom, change.Bounces), cancel);
            if (!line.IsMoving)
                readings.Add(new(channel, One(line.Level == true), Quality.Good));
            else if (line.MovingFor(answered) > Restless)
                readings.Add(new(channel, 0, Quality.Implausible));
        }

        var poll = new DevicePoll(bank.Device, asked, MonotonicTick.Middle(asked, answered), readings.ToImmutable());
        Supplies.Take(poll);
        await reports.WriteAsync(poll, cancel);
    }

    private async ValueTask TellAsync(DeviceState state, string cause, CancellationToken cancel)
    {
        if (_state == state)
            return;
        var before = _state;
        _state = state;
        if (state == DeviceState.Answering)
            LogAnswering(logger, bank.Device);
        else
            LogNotAnswering(logger, bank.Device, cause);
        await reports.WriteAsync(new DeviceStateChange(bank.Device, clock.Now(), before, state, cause), cancel);
    }

    private InputRest LineOf(int line)
    {
        for (var i = 0; i < bank.Inputs.Length; i++)
        {
            if (bank.Inputs[i].Line == line)
                return _lines[i];
        }

        throw new InvalidOperationException($"The driver tells of line {line}, which nobody asked for.");
    }

    private static long One(bool level) => level ? 1 : 0;

    [LoggerMessage(EventId = 2301, Level = LogLevel.Information, Message = "GPIO inputs {Device} are read")]
    private static partial void LogAnswering(ILogger logger, DeviceName device);

    [LoggerMessage(EventId = 2302, Level = LogLevel.Warning, Message = "GPIO inputs {Device} cannot be read: {Cause}")]
    private static partial void LogNotAnswering(ILogger logger, DeviceName device, string cause);
}
