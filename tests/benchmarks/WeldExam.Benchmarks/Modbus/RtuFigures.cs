using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Benchmarks.Modbus;

/// <summary>One RTU line paced as a real one, asked without a pause: transactions against what the wire allows.</summary>
internal static class RtuFigures
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    /// <summary>Prints each figure; 1 when one misses its requirement.</summary>
    public static async Task<int> PrintAsync(TimeProvider clock)
    {
        Console.WriteLine($"Modbus RTU at {PacedLines.Baud} Bd on a paced pseudo terminal, answers begin {PacedLines.Delay.TotalMilliseconds} ms after the request");
        var met = true;
        foreach (ushort registers in (ushort[])[2, 20, 125])
            met &= await MeasureAsync(registers, clock);
        return met ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(ushort registers, TimeProvider clock)
    {
        using var lines = new PacedLines(1);
        using var bus = new RtuBus(
            new SerialLine(lines.Ports[0], new SerialSettings { Baud = PacedLines.Baud }, clock), PacedLines.Baud, new ModbusLinkOptions(), new Random(1), clock, NullLogger<RtuBus>.Instance);
        var peer = new ModbusPeer(new DeviceName("device"), 1);
        var read = ModbusRequest.ReadInputRegisters(0, registers);
        var content = new byte[ModbusReplies.LongestContent];
        _ = await AskAsync(TimeSpan.FromSeconds(2)); // not compiled fully yet
        var cpu = Environment.CpuUsage.TotalTime;
        var start = MonotonicTick.Now(clock);
        var count = await AskAsync(Length);
        var took = MonotonicTick.Now(clock) - start;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var wire = RtuTiming.OnWire(PacedLines.Baud, 8 + 5 + (2 * registers)) + PacedLines.Delay + RtuTiming.Silence(PacedLines.Baud);
        var sight = lines.Finish();
        Console.WriteLine($"  {registers} registers: {count / took.TotalSeconds:N1}/s of {1 / wire.TotalSeconds:N1}/s, {cpu.TotalMicroseconds / count:N0} us CPU each, shortest gap {sight.ShortestGap:N0} us");
        return Figure.Least($"{registers} registers, part of the wire", count * wire / took, 0.95) & Figure.Most("gaps shorter than t3.5", sight.ShortGaps, 0);

        async Task<int> AskAsync(TimeSpan length)
        {
            var end = MonotonicTick.Now(clock) + length;
            var answers = 0;
            for (; MonotonicTick.Now(clock) < end; answers++)
            {
                var outcome = await bus.AskAsync(peer, read, content, MonotonicTick.Now(clock) + TimeSpan.FromSeconds(1), default);
                if (!outcome.IsAnswer)
                    throw new InvalidOperationException($"{outcome}");
            }

            return answers;
        }
    }
}
