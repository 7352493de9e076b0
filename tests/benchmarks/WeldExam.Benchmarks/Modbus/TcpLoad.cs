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
    private static readonly ModbusRequest Read = ModbusRequest.ReadHoldingRegisters(0, 125);

    public static async Task<Round> RunAsync(TimeProvider clock, int port, int count, int inFlight)
    {
        IModbusLink link = new ModbusTcpLink(new TcpLine("127.0.0.1", port, clock), new ModbusLinkOptions(), new Random(1), clock, NullLogger<ModbusTcpLink>.Instance);
        var peer = new ModbusPeer(new DeviceName("server"), 1) { Pipelining = inFlight, ResponseTimeout = TimeSpan.FromSeconds(2) };
        await AskAsync(link, peer, clock, 200);
        var cpu = Environment.CpuUsage.TotalTime;
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = clock.GetTimestamp();
        var workers = new Task[inFlight];
        for (var index = 0; index < inFlight; index++)
            workers[index] = AskAsync(link, peer, clock, count / inFlight);
        await Task.WhenAll(workers);
        var took = clock.GetElapsedTime(start).TotalSeconds;
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        ((IDisposable)link).Dispose();
        return new Round(count / took, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / count, Math.Round((double)bytes / count, 1));
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
