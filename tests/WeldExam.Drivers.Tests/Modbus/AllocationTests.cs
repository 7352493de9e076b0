#if !DEBUG
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Capture;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Tests.FaultModel;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Modbus;

/// <summary>A hundred thousand transactions allocate nothing, whether the answer comes at once or is waited for. Without a synchronisation context,
/// which allocates for each thing posted to it; and only in Release: in Debug the compiler makes every asynchronous method an object.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Few = 1_000;
    private const int Many = 100_000;

    private readonly FaultClock _clock = new();
    private readonly LineSleep _pause;
    private readonly FaultLine _line;

    public AllocationTests() => (_line, _pause) = (new FaultLine(_clock), new LineSleep(_clock));

    public void Dispose() => _pause.Dispose();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 5_000)]
    [InlineData(true, 5_000)]
    public void A_transaction_on_a_connection_allocates_nothing(bool isCaptured, long microseconds)
    {
        var answer = Frames.Tcp(0, 1, Frames.Register(7));
        _line.Device = request =>
        {
            (answer[0], answer[1]) = (request[0], request[1]);
            Arrives(answer, microseconds);
        };
        using var link = new ModbusTcpLink(Line(isCaptured), new ModbusLinkOptions(), new Random(1), _clock, NullLogger<ModbusTcpLink>.Instance);
        Assert.Equal(0, BytesOf(link));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_transaction_on_a_serial_line_allocates_nothing(bool isCaptured)
    {
        var answer = Frames.Rtu(1, Frames.Register(7));
        _line.Device = _ => Arrives(answer, 5_000);
        using var bus = new RtuBus(Line(isCaptured), 115200, new ModbusLinkOptions(), new Random(1), _clock, NullLogger<RtuBus>.Instance);
        Assert.Equal(0, BytesOf(bus));
    }

    private IByteLine Line(bool isCaptured) => isCaptured ? new CapturedLine(_line, new CaptureRing(), _clock) : _line;

    // What a hundred thousand transactions allocate beyond what a thousand do. The line's copy of each request is the rig's, and is taken off.
    private long BytesOf(IModbusLink link) => _clock.RunBare(async () =>
    {
        var device = new ModbusDevice(link, new ModbusPeer(new DeviceName("meter"), 1), _clock);
        await MeasureAsync(Many);
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 3 && least > 0; attempt++)
        {
            // What a transaction allocates is allocated in every attempt; what the runtime needs once to compile better code is not.
            var few = await MeasureAsync(Few);
            least = Math.Min(least, await MeasureAsync(Many) - few);
        }

        return least;

        async Task<long> MeasureAsync(int count)
        {
            var (before, copied) = (GC.GetAllocatedBytesForCurrentThread(), _line.Copied);
            await AskAsync(device, count);
            return GC.GetAllocatedBytesForCurrentThread() - before - (_line.Copied - copied);
        }
    });

    private async Task AskAsync(ModbusDevice device, int count)
    {
        var content = new byte[2];
        for (var turn = 0; turn < count; turn++)
        {
            var outcome = await device.ReadAsync(ModbusRequest.ReadInputRegisters(0, 1), content, MonotonicTick.Now(_clock) + TimeSpan.FromSeconds(1), default);
            Assert.True(outcome.IsAnswer);
            if (turn % 2 == 0)
                await _pause.For(TimeSpan.FromMilliseconds(20), default); // the line rests, and so does who reads it
        }
    }

    private void Arrives(byte[] bytes, long after)
    {
        foreach (var value in bytes)
            _line.Arrives(_clock.Now + after, value);
    }
}
#endif
