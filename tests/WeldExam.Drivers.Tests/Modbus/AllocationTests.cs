#if !DEBUG
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Tests.FaultModel;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Modbus;

/// <summary>A hundred thousand transactions allocate nothing, where the answer comes while the caller's thread is held. Only in Release:
/// in Debug the compiler makes every asynchronous method an object.</summary>
public sealed class AllocationTests
{
    private const int Transactions = 100_000;

    private readonly FaultClock _clock = new();
    private readonly FaultLine _line;

    public AllocationTests() => _line = new FaultLine(_clock);

    [Fact]
    public void A_transaction_on_a_connection_allocates_nothing()
    {
        var answer = Rig.Frames.Tcp(0, 1, Rig.Frames.Register(7));
        _line.Device = request =>
        {
            (answer[0], answer[1]) = (request[0], request[1]);
            Arrives(answer, 0);
        };
        using var link = new ModbusTcpLink(_line, new ModbusLinkOptions(), new Random(1), _clock, NullLogger<ModbusTcpLink>.Instance);
        Assert.InRange(BytesOf(link), 0, Transactions / 10); // nothing but what the first ones leave to the runtime
    }

    // The line's copy of each request is the rig's, and is taken off.
    private long BytesOf(IModbusLink link) => _clock.Run(async () =>
    {
        var device = new ModbusDevice(link, new ModbusPeer(new DeviceName("meter"), 1), _clock);
        await AskAsync(device, 2_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _line.Copied = 0;
        await AskAsync(device, Transactions);
        return GC.GetAllocatedBytesForCurrentThread() - before - _line.Copied;
    });

    private async Task AskAsync(ModbusDevice device, int count)
    {
        var content = new byte[2];
        for (var turn = 0; turn < count; turn++)
        {
            var outcome = await device.ReadAsync(ModbusRequest.ReadInputRegisters(0, 1), content, MonotonicTick.Now(_clock) + TimeSpan.FromSeconds(1), default);
            Assert.True(outcome.IsAnswer);
        }
    }

    private void Arrives(byte[] bytes, long after)
    {
        foreach (var value in bytes)
            _line.Arrives(_clock.Now + after, value);
    }
}
#endif
