using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Benchmarks.Modbus;

/// <summary>Our client on one connection, as fast as it goes.</summary>
internal static class TcpLoad
{
    private const int Fewer = 10;

    private static readonly ModbusRequest Read = ModbusRequest.ReadHoldingRegisters(0, 125);

    public static async Task<Round> RunAsync(TimeProvider clock, int port, int count, int inFlight)
    {
        IModbusLink link = new ModbusTcpLink(new TcpLine("127.0.0.1", port, clock), new ModbusLinkOptions(), new Random(1), clock, NullLogger<ModbusTcpLink>.Instance);
        var peer = new ModbusPeer(new DeviceName("server"), 1) { Pipelining = inFlight, ResponseTimeout = TimeSpan.FromSeconds(2) };
        _ = await BytesAsync(count / Fewer);
        var few = await BytesAsync(count / Fewer);
        var cpu = Environment.CpuUsage.TotalTime;
        var start = clock.GetTimestamp();
        var bytes = await BytesAsync(count);
        var took = clock.GetElapsedTime(start).TotalSeconds;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        ((IDisposable)link).Dispose();

        // Whatever it takes to begin, tasks and buffers, is in both.
        return new Round(count / took, cpu.TotalSeconds / count, (double)(bytes - few) / (count - (count / Fewer)));

        async Task<long> BytesAsync(int many)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var workers = new Task[inFlight];
            for (var index = 0; index < inFlight; index++)
                workers[index] = AskAsync(link, peer, clock, many / inFlight);
            await Task.WhenAll(workers);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }

    private static async Task AskAsync(IModbusLink link, ModbusPeer peer, TimeProvider clock, int count)
    {
        var content = new byte[ModbusReplies.LongestContent];
        for (var turn = 0; turn < count; turn++)
        {
            var outcome = await link.AskAsync(peer, Read, content, MonotonicTick.Now(clock) + TimeSpan.FromSeconds(5), default);
            if (!outcome.IsAnswer)
                throw new InvalidOperationException($"{outcome}");
        }
    }
}
