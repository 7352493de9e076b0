using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Benchmarks.Modbus;

/// <summary>100 float tags at 10 Hz over Modbus TCP, from the request to the judged reading: CPU of the whole process for each sample.</summary>
internal static class TagFigures
{
    private const int Tags = 100;

    /// <summary>Prints each figure; 1 when one misses its requirement.</summary>
    public static async Task<int> PrintAsync(TimeProvider clock)
    {
        using var server = CProgram.Compile("modbus_server");
        var port = int.Parse(server.Start());
        using var link = new ModbusTcpLink(new TcpLine("127.0.0.1", port, clock), new ModbusLinkOptions(), new Random(1), clock, NullLogger<ModbusTcpLink>.Instance);
        var device = PolledDevice.On(link, new DeviceName("server"), 1, FloatProfile.Of(Tags, "holding", "{ kind: tcp, unit: 1, port: 502 }"), clock);
        await FillAsync(device.Device, clock);
        var reports = System.Threading.Channels.Channel.CreateBounded<DeviceReport>(1000);
        using var stop = new CancellationTokenSource();
        var run = new BusPoller([device], reports.Writer, new PollingOptions(), clock, NullLogger<BusPoller>.Instance).RunAsync(stop.Token);
        _ = await CountAsync(reports.Reader, TimeSpan.FromSeconds(10), clock); // not compiled fully yet
        var cpu = Environment.CpuUsage.TotalTime;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var (good, bad) = await CountAsync(reports.Reader, TimeSpan.FromSeconds(30), clock);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        await stop.CancelAsync();
        await run.ContinueWith(static _ => { }, TaskScheduler.Default);
        Console.WriteLine($"{Tags} float tags at 10 Hz over Modbus TCP for 30 s: {good} samples, {(double)bytes / good:N0} bytes allocated each");
        var met = Figure.Most("CPU a sample, us", cpu.TotalMicroseconds / good, 10);
        met &= Figure.Least("good samples", good, 30 * 10 * Tags * 0.99);
        met &= Figure.Most("samples that were not good", bad, 0);
        return met ? 0 : 1;
    }

    private static async Task FillAsync(ModbusDevice device, TimeProvider clock)
    {
        var values = new ushort[100];
        for (var half = 0; half < 2; half++)
        {
            for (var index = 0; index < 50; index++)
            {
                var bits = BitConverter.SingleToUInt32Bits(100.5f + (half * 50) + index);
                (values[2 * index], values[(2 * index) + 1]) = ((ushort)(bits >> 16), (ushort)bits);
            }

            var reply = await device.WriteAsync(ModbusRequest.WriteRegisters((ushort)(100 * half), values), idempotent: true, MonotonicTick.Now(clock) + TimeSpan.FromSeconds(2), default);
            if (reply is not ModbusAnswer)
                throw new InvalidOperationException($"{reply}");
        }
    }

    private static async Task<(int Good, int Bad)> CountAsync(ChannelReader<DeviceReport> reports, TimeSpan length, TimeProvider clock)
    {
        var (good, bad) = (0, 0);
        var end = MonotonicTick.Now(clock) + length;
        while (MonotonicTick.Now(clock) < end && await reports.WaitToReadAsync())
        {
            while (reports.TryRead(out var report))
            {
                if (report is not DevicePoll poll)
                    continue;
                foreach (var reading in poll.Readings)
                    _ = reading is { Quality: Quality.Good, Value: >= 1005 } ? good++ : bad++;
            }
        }

        return (good, bad);
    }
}
