using System.Threading.Channels;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.TestKit.Stations;

/// <summary>The welding place with a candidate at work: what the devices would read at any moment, and their reports.
/// The candidate works by the world's time, whatever becomes of the box.</summary>
public sealed class Workbench(TimeProvider world)
{
    /// <summary>The candidate reports the task done this long after the start.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    /// <summary>From the request to the answer.</summary>
    private static readonly TimeSpan Transaction = TimeSpan.FromMilliseconds(4);

    private static readonly (string Signal, double On, double Off)[] Switching =
    [
        ("fan", 2, 1000), ("main", 4, 49), ("rcd", 5, 48), ("machine", 6, 47), ("clamp_rest", 45, 8), ("holder_rest", 44, 9), ("estop", 1000, 1001),
    ];

    private static readonly (double From, double To)[] Welding = [(12, 15), (20, 40)];

    private DateTimeOffset? _begun;

    /// <summary>Signals that read wrong from now on.</summary>
    public Dictionary<string, long> Stuck { get; } = [];

    /// <summary>Whether the meter answers.</summary>
    public bool MeterAnswers { get; set; } = true;

    /// <summary>Whether the meter's polls arrive; what does not is given to the loop by hand, late.</summary>
    public bool MeterReports { get; set; } = true;

    /// <summary>Current while the candidate welds.</summary>
    public double Amperes { get; set; } = 115;

    public bool HasBegun => _begun is not null;

    /// <summary>Seconds since the candidate began; negative before.</summary>
    public double Seconds => _begun is { } begun ? (world.GetUtcNow() - begun).TotalSeconds : -1;

    /// <summary>The candidate begins.</summary>
    public void Begin() => _begun ??= world.GetUtcNow();

    /// <summary>Everything lies as the reset list wants it.</summary>
    public void Reset() => _begun = null;

    /// <summary>Value of a signal, in the resolution of <see cref="TestDevices"/>.</summary>
    public long Value(string signal)
    {
        if (Stuck.TryGetValue(signal, out var stuck))
            return stuck;
        var at = Seconds;
        var isWelding = Array.Exists(Welding, weld => at >= weld.From && at < weld.To);
        return signal switch
        {
            "current" => isWelding ? (long)(Amperes * 10) : 0,
            "voltage" => isWelding ? 240 : IsOn("machine", at) ? 680 : 0,
            _ => IsOn(signal, at) ? 1 : 0,
        };
    }

    public DevicePoll PollInputs(MonotonicTick asked) => Poll(TestDevices.Inputs, asked, TestDevices.Switches, answers: true);

    public DevicePoll PollMeter(MonotonicTick asked) => Poll(TestDevices.Meter, asked, TestDevices.Analogs, MeterAnswers);

    /// <summary>Polls both devices on their grids until cancelled; the stamps are those of <paramref name="clock"/>.</summary>
    public async Task ReportAsync(ChannelWriter<DeviceReport> reports, TimeProvider clock, CancellationToken cancel)
    {
        await reports.WriteAsync(new DeviceStateChange(TestDevices.Meter, MonotonicTick.Now(clock), DeviceState.Unknown, DeviceState.Answering, ""), cancel);
        await reports.WriteAsync(new DeviceStateChange(TestDevices.Inputs, MonotonicTick.Now(clock), DeviceState.Unknown, DeviceState.Answering, ""), cancel);
        using var grid = new PeriodicTimer(TestDevices.InputPeriod, clock);
        for (var turn = 0; await grid.WaitForNextTickAsync(cancel); turn++)
        {
            var asked = MonotonicTick.Now(clock) - Transaction;
            await reports.WriteAsync(PollInputs(asked), cancel);
            if (turn % 2 == 0 && MeterReports)
                await reports.WriteAsync(PollMeter(asked), cancel);
        }
    }

    private static DevicePoll Fill(Drivers.DeviceName device, MonotonicTick asked, IEnumerable<ChannelReading> readings) =>
        new(device, asked, asked + (Transaction / 2), [.. readings]);

    private static bool IsOn(string signal, double at)
    {
        var (_, on, off) = Array.Find(Switching, switching => switching.Signal == signal);
        return on < off ? at >= on && at < off : at < off || at >= on; // at rest means on, taken off, put back
    }

    private DevicePoll Poll(Drivers.DeviceName device, MonotonicTick asked, IEnumerable<string> signals, bool answers) =>
        Fill(device, asked, signals.Select(signal => new ChannelReading(new(signal), answers ? Value(signal) : 0, answers ? Quality.Good : Quality.Timeout)));
}
