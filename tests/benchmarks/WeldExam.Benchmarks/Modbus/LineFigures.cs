using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Benchmarks.Modbus;

/// <summary>Paced RTU lines of 8 devices each at 10 Hz in one process: when each bus cycle's first byte goes out, against its grid.</summary>
internal static class LineFigures
{
    private const int Devices = 8;
    private const long Period = 100_000;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>Prints each figure; 1 when one misses its requirement.</summary>
    public static async Task<int> PrintAsync(LineOptions options, TimeProvider clock)
    {
        var profile = FloatProfile.Of(1, "input", "{ kind: rtu, unit: 1, serial: { baud: 115200, dataBits: 8, parity: none, stopBits: 1 } }");
        var reports = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(10_000);
        using var lines = new PacedLines(options.Lines);
        using var stop = new CancellationTokenSource();
        var buses = lines.Ports.Select(port => new RtuBus(
            new SerialLine(port, new SerialSettings { Baud = PacedLines.Baud }, clock),
            PacedLines.Baud, new ModbusLinkOptions(), new Random(1), clock, NullLogger<RtuBus>.Instance)).ToImmutableArray();
        var pollers = buses.Select(bus => new BusPoller(On(bus, profile, clock), reports.Writer, new PollingOptions(), clock, NullLogger<BusPoller>.Instance)).ToImmutableArray();
        var starts = new long[options.Lines];
        var runs = new Task[options.Lines];
        for (var line = 0; line < options.Lines; line++)
        {
            starts[line] = MonotonicTick.Now(clock).Microseconds;
            runs[line] = pollers[line].RunAsync(stop.Token);
        }

        _ = await CountAsync(reports.Reader, WarmUp, clock);
        var missedBefore = pollers.Sum(poller => poller.MissedPolls);
        var cpu = Environment.CpuUsage.TotalTime;
        var (good, bad) = await CountAsync(reports.Reader, options.Length, clock);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var missed = pollers.Sum(poller => poller.MissedPolls) - missedBefore;
        await stop.CancelAsync();
        await Task.WhenAll(runs).ContinueWith(static _ => { }, TaskScheduler.Default);
        var sight = lines.Finish();
        foreach (var bus in buses)
            bus.Dispose();
        Console.WriteLine($"{options.Lines} lines of {Devices} devices at 10 Hz for {options.Length}: {cpu / options.Length:P0} of a core, {cpu.TotalMicroseconds / good:N0} us CPU a transaction, shortest gap {sight.ShortestGap:N0} us");
        return Lateness.Print(sight, starts, Period, WarmUp)
            & Figure.Least("good samples of those wanted", good / (options.Length.TotalSeconds * 10 * options.Lines * Devices), 0.999)
            & Figure.Most("samples that were not good", bad, 0)
            & Figure.Most("polls missed", missed, 0)
            & Figure.Most("gaps shorter than t3.5", sight.ShortGaps, 0) ? 0 : 1;
    }

    private static ImmutableArray<PolledDevice> On(RtuBus bus, DeviceProfile profile, TimeProvider clock) =>
        [.. Enumerable.Range(1, Devices).Select(unit => PolledDevice.On(bus, new DeviceName($"device-{unit}"), (byte)unit, profile, clock))];

    private static async Task<(int Good, int Bad)> CountAsync(ChannelReader<DeviceReport> reports, TimeSpan length, TimeProvider clock)
    {
        var (good, bad) = (0, 0);
        var end = MonotonicTick.Now(clock) + length;
        while (MonotonicTick.Now(clock) < end && await reports.WaitToReadAsync())
        {
            while (reports.TryRead(out var report))
            {
                if (report is DevicePoll poll)
                    _ = poll.Readings[0] is { Quality: Quality.Good, Value: 1235 } ? good++ : bad++;
            }
        }

        return (good, bad);
    }
}
