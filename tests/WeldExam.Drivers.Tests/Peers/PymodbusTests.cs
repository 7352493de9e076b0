using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Peers;

/// <summary>Our clients against pymodbus, over real sockets and real pseudo terminals.</summary>
public sealed class PymodbusTests
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly ModbusPeer Peer = new(new DeviceName("peer"), 1)
    {
        ResponseTimeout = TimeSpan.FromSeconds(1),
        LongestAnswer = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public async Task Modbus_TCP_gets_on_with_pymodbus()
    {
        var port = PymodbusPeer.FreePort();
        using var peer = await PymodbusPeer.TcpAsync(port);
        using var link = new ModbusTcpLink(new TcpLine("127.0.0.1", port, Clock), new ModbusLinkOptions(), new Random(1), Clock, NullLogger<ModbusTcpLink>.Instance);
        await ConverseAsync(link);
    }

    [Fact]
    public async Task Modbus_RTU_gets_on_with_pymodbus()
    {
        var folder = Directory.CreateTempSubdirectory("weldexam-rtu-").FullName;
        var (peer, path) = await PymodbusPeer.RtuAsync(folder);
        using var running = peer;
        peer.Folder = folder;
        using var bus = new RtuBus(
            new SerialLine(path, new SerialSettings(), Clock), 9600, new ModbusLinkOptions(), new Random(1), Clock, NullLogger<RtuBus>.Instance);
        await ConverseAsync(bus);
    }

    private static async Task ConverseAsync(IModbusLink link)
    {
        var first = await UntilServedAsync(link, ModbusRequest.ReadInputRegisters(0, 8));
        Assert.Equal(Convert.FromHexString("0540000A000D00000002000000000000"), first.Content.ToArray());
        Assert.Equal([0b01010101], (await AnswerAsync(link, ModbusRequest.ReadCoils(0, 8))).Content.ToArray());
        Assert.Equal([0b01010101], (await AnswerAsync(link, ModbusRequest.ReadDiscreteInputs(0, 8))).Content.ToArray());
        Assert.Equal([0x03, 0xEC], (await AnswerAsync(link, ModbusRequest.ReadHoldingRegisters(4, 1))).Content.ToArray());
        await AnswerAsync(link, ModbusRequest.WriteRegister(4, 0x1234));
        await AnswerAsync(link, ModbusRequest.WriteRegisters(5, 0x5678, 0x9ABC));
        Assert.Equal(Convert.FromHexString("123456789ABC"), (await AnswerAsync(link, ModbusRequest.ReadHoldingRegisters(4, 3))).Content.ToArray());
        await AnswerAsync(link, ModbusRequest.WriteCoil(1, on: true));
        await AnswerAsync(link, ModbusRequest.WriteCoils(2, false, true));
        Assert.Equal([0b01011011], (await AnswerAsync(link, ModbusRequest.ReadCoils(0, 8))).Content.ToArray());
        var refusal = Assert.IsType<ModbusFailure>(await AskAsync(link, ModbusRequest.ReadInputRegisters(5000, 1)));
        Assert.Equal(ModbusExceptionCode.IllegalAddress, refusal.Exception);
    }

    private static async Task<ModbusAnswer> UntilServedAsync(IModbusLink link, ModbusRequest request)
    {
        ModbusReply? last = null;
        for (var turn = 0; turn < 40; turn++)
        {
            last = await AskAsync(link, request);
            if (last is ModbusAnswer answer)
                return answer;
            await Task.Delay(250);
        }

        throw new TimeoutException($"The peer never answered: {last}");
    }

    private static async Task<ModbusAnswer> AnswerAsync(IModbusLink link, ModbusRequest request) =>
        Assert.IsType<ModbusAnswer>(await AskAsync(link, request));

    private static ValueTask<ModbusReply> AskAsync(IModbusLink link, ModbusRequest request) =>
        link.AskAsync(Peer, request, MonotonicTick.Now(Clock) + TimeSpan.FromSeconds(3), default);
}
