using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Outputs;

/// <summary>Keeps a station's outputs as ordered. Before the first order an output is read and left as it is; each write is read back; what reads
/// otherwise is said, and switched again where that may be. Reports wait while the channel is full.</summary>
public sealed partial class OutputKeeper(
    ImmutableArray<KeptOutput> outputs, ChannelReader<OutputOrder> orders, ChannelWriter<DeviceReport> reports, TimeProvider clock, ILogger<OutputKeeper> logger)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadPeriod = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<Turn> _turns = [.. outputs.Select(output => new Turn(output))];

    /// <summary>Runs until cancelled; what fails off is then switched off.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            using var grid = new PeriodicTimer(Step, clock);
            do
            {
                while (orders.TryRead(out var order))
                    Take(order);
                foreach (var turn in _turns)
                    await KeepAsync(turn, cancel);
            }
            while (await grid.WaitForNextTickAsync(cancel));
        }
        finally
        {
            foreach (var turn in _turns.Where(turn => turn.Output.Fail == FailState.Off && turn.Written == true))
                await turn.Output.Port.SetAsync(on: false, CancellationToken.None);
        }
    }

    private void Take(OutputOrder order)
    {
        foreach (var turn in _turns)
        {
            if (turn.Output.Name == order.Output && turn.Pattern != order.Pattern)
                (turn.Pattern, turn.Since, turn.Due) = (order.Pattern, clock.Now(), clock.Now());
        }
    }

    private async ValueTask KeepAsync(Turn turn, CancellationToken cancel)
    {
        var now = clock.Now();
        var level = turn.Pattern is { } pattern ? LevelOf(pattern, now - turn.Since) : (bool?)null;
        var isNew = level is not null && level != turn.Written;
        if (!(isNew && turn.Answers) && now < turn.Due)
            return;
        turn.Due = now + ReadPeriod;
        OutputReading reading;
        if (isNew)
        {
            reading = await turn.Output.Port.SetAsync(level!.Value, cancel);
            if (reading.Quality == Quality.Good)
                turn.Written = level;
        }
        else
        {
            reading = await turn.Output.Port.ReadAsync(cancel);
            if (level is { } wanted && reading.Seen == Opposite(wanted) && (!wanted || turn.Output.MayRestore))
                reading = await turn.Output.Port.SetAsync(wanted, cancel);
        }

        Say(turn, reading, level);
        turn.Answers = reading.Quality == Quality.Good;
        await reports.WriteAsync(new OutputReport(turn.Output.Device, turn.Output.Name, level, reading), cancel);
    }

    private void Say(Turn turn, OutputReading reading, bool? level)
    {
        var fault = reading.Quality != Quality.Good ? reading.Cause : level is { } wanted && reading.Seen == Opposite(wanted) ? $"reads {reading.Seen}" : "";
        if (fault == turn.Fault)
            return;
        turn.Fault = fault;
        if (fault.Length == 0)
            LogObeys(logger, turn.Output.Name);
        else
            LogFaulted(logger, turn.Output.Name, level, fault);
    }

    private static SwitchState Opposite(bool level) => level ? SwitchState.Off : SwitchState.On;

    private static bool LevelOf(OutputPattern pattern, TimeSpan elapsed) => pattern switch
    {
        OutputPattern.On => true,
        OutputPattern.Blink => elapsed.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerSecond / 2,
        OutputPattern.Beeps => elapsed < TimeSpan.FromSeconds(1.5) && elapsed.Ticks % (TimeSpan.TicksPerSecond / 2) < TimeSpan.TicksPerMillisecond * 300,
        _ => false,
    };

    private sealed class Turn(KeptOutput output)
    {
        public KeptOutput Output => output;

        public OutputPattern? Pattern { get; set; }

        public MonotonicTick Since { get; set; }

        public MonotonicTick Due { get; set; }

        /// <summary>What was written and confirmed last.</summary>
        public bool? Written { get; set; }

        public bool Answers { get; set; } = true;

        public string Fault { get; set; } = "";
    }

    [LoggerMessage(EventId = 2401, Level = LogLevel.Information, Message = "Output {Output} obeys")]
    private static partial void LogObeys(ILogger logger, string output);

    [LoggerMessage(EventId = 2402, Level = LogLevel.Warning, Message = "Output {Output}, ordered {Level}: {Fault}")]
    private static partial void LogFaulted(ILogger logger, string output, bool? level, string fault);
}
