using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Exam.Time;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Peers;

/// <summary>Our clients against servers in other languages, over real sockets, real pseudo terminals and a real converter. Both servers hold
/// 1000 + n in holding register n and alternating bits.</summary>
public sealed class ForeignServerTests
{
    private const int Baud = 115200;

    private static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly ModbusPeer Peer = new(new DeviceName("peer"), 1)
    {
        ResponseTimeout = TimeSpan.FromSeconds(2),
        LongestAnswer = TimeSpan.FromSeconds(1),
    };

    public static TheoryData<string, string> Servers => new()
    {
        { "libmodbus", "tcp" }, { "libmodbus", "rtu" }, { "libmodbus", "ser2net" }, { "pymodbus", "tcp" }, { "pymodbus", "rtu" }, { "pymodbus", "ser2net" },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Every_function_is_spoken(string program, string link)
    {
        await using var far = await FarServer.StartAsync(program, link, Clock);
        Assert.Equal([0b00010101], await ContentAsync(far, ModbusRequest.ReadCoils(0, 5)));
        Assert.Equal([0b00001010], await ContentAsync(far, ModbusRequest.ReadDiscreteInputs(1, 5)));
        Assert.Equal([0x03, 0xEC], await ContentAsync(far, ModbusRequest.ReadHoldingRegisters(4, 1)));
        Assert.Equal(program == "libmodbus" ? [0x03, 0xE8] : [0x05, 0x40], await ContentAsync(far, ModbusRequest.ReadInputRegisters(0, 1)));
        Assert.Empty(await ContentAsync(far, ModbusRequest.WriteCoil(1, on: true)));
        Assert.Empty(await ContentAsync(far, ModbusRequest.WriteRegister(4, 0x1234)));
        Assert.Empty(await ContentAsync(far, ModbusRequest.WriteCoils(2, false, true, false, true, false, true, false, true, false, true)));
        Assert.Empty(await ContentAsync(far, ModbusRequest.WriteRegisters(5, 0x5678, 0x9ABC)));
        Assert.Equal([0b10101011, 0b00011010], await ContentAsync(far, ModbusRequest.ReadCoils(0, 13)));
        Assert.Equal(Convert.FromHexString("123456789ABC"), await ContentAsync(far, ModbusRequest.ReadHoldingRegisters(4, 3)));
        Assert.Empty(await ContentAsync(far, ModbusRequest.MaskWrite(4, 0x00F2, 0x0025)));
        Assert.Equal([0, 0x35], await ContentAsync(far, ModbusRequest.ReadHoldingRegisters(4, 1)));
        Assert.Equal([0x03, 0xF2, 0, 7, 0, 8, 0x03, 0xF5], await ContentAsync(far, ModbusRequest.ReadWriteRegisters(10, 4, 11, 7, 8)));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Counts_at_below_and_above_the_limits_end_as_they_should(string program, string link)
    {
        await using var far = await FarServer.StartAsync(program, link, Clock);
        foreach (var count in (ushort[])[1, 7, 8, 9, 1999, 2000])
        {
            var expected = Enumerable.Range(0, (count + 7) / 8).Select(n => (byte)(0x55 & ((1 << Math.Min(8, count - (8 * n))) - 1)));
            Assert.Equal(expected, await ContentAsync(far, ModbusRequest.ReadCoils(0, count)));
            Assert.Equal(expected, await ContentAsync(far, ModbusRequest.ReadDiscreteInputs(0, count)));
        }

        foreach (var count in (ushort[])[1, 124, 125])
            Assert.Equal(Bytes(Enumerable.Range(1000, count)), await ContentAsync(far, ModbusRequest.ReadHoldingRegisters(0, count)));
        foreach (var count in (int[])[1, 1967, 1968])
            Assert.Empty(await ContentAsync(far, ModbusRequest.WriteCoils(0, new bool[count])));
        foreach (var count in (int[])[1, 122, 123])
            Assert.Empty(await ContentAsync(far, ModbusRequest.WriteRegisters(200, [.. Enumerable.Range(5000, count).Select(n => (ushort)n)])));
        foreach (var count in (int[])[1, 120, 121])
        {
            ushort[] written = [.. Enumerable.Range(7000, count).Select(n => (ushort)n)];
            Assert.Equal(Bytes(written.Select(n => (int)n)), await ContentAsync(far, ModbusRequest.ReadWriteRegisters(400, (ushort)count, 400, written)));
        }

        // What the named methods refuse is asked all the same: the server refuses too, and the client hears it.
        foreach (var (function, count, exception) in (IEnumerable<(ModbusFunction, ushort, ModbusExceptionCode)>)
        [
            (ModbusFunction.ReadCoils, 2001, ModbusExceptionCode.IllegalValue), (ModbusFunction.ReadDiscreteInputs, 2001, ModbusExceptionCode.IllegalValue),
            (ModbusFunction.ReadHoldingRegisters, 126, ModbusExceptionCode.IllegalValue), (ModbusFunction.ReadInputRegisters, 126, ModbusExceptionCode.IllegalValue),
        ])
            Assert.Equal((function, exception), (function, Assert.IsType<ModbusFailure>(await far.AskAsync(Peer, new ModbusRequest(function, 0, count, default))).Exception));
        Assert.Equal(
            ModbusExceptionCode.IllegalAddress,
            Assert.IsType<ModbusFailure>(await far.AskAsync(Peer, ModbusRequest.ReadHoldingRegisters(1999, 2))).Exception);
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("rtu")]
    [InlineData("ser2net")]
    public async Task The_identification_of_pymodbus_is_read_in_as_many_requests_as_it_takes(string link)
    {
        await using var far = await FarServer.StartAsync("pymodbus", link, Clock);
        var told = new Dictionary<byte, string>();
        var (from, isMore) = ((byte)0, true);
        while (isMore)
        {
            var request = ModbusRequest.ReadIdentification(IdentificationAccess.Regular, from);
            byte[] pdu = [0x2B, 0x0E, .. await ContentAsync(far, request)];
            Assert.Equal(WeldExam.Protocols.WireFault.None, IdentificationAnswer.TryRead(request, pdu, out var answer));
            for (var index = 0; index < answer.Count; index++)
            {
                var value = answer.At(index, out var id);
                told[id] = System.Text.Encoding.ASCII.GetString(value);
            }

            (from, isMore) = (answer.Next, answer.MoreFollows);
        }

        Assert.Equal("Pymodbus", told[0]);
        Assert.Equal("PM", told[1]);
        Assert.Equal(new string('M', 200), told[5]);
        Assert.Equal(new string('U', 200), told[6]);
    }

    // On a serial line libmodbus cannot tell where a request ends that it does not know, and is silent.
    [Fact]
    public async Task A_server_without_identification_says_so()
    {
        await using var far = await FarServer.StartAsync("libmodbus", "tcp", Clock);
        var reply = Assert.IsType<ModbusFailure>(await far.AskAsync(Peer, ModbusRequest.ReadIdentification(IdentificationAccess.Basic)));
        Assert.Equal(ModbusExceptionCode.IllegalFunction, reply.Exception);
    }

    private static byte[] Bytes(IEnumerable<int> registers) => [.. registers.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })];

    private static async Task<byte[]> ContentAsync(FarServer far, ModbusRequest request)
    {
        var reply = await far.AskAsync(Peer, request);
        return reply is ModbusAnswer answer ? answer.Content.ToArray() : throw new InvalidOperationException($"{request.Function}: {reply}");
    }

    /// <summary>A server of another language, and our client on its link.</summary>
    private sealed class FarServer(TimeProvider clock) : IAsyncDisposable
    {
        private readonly Stack<IDisposable> _open = new();
        private IModbusLink? _link;

        public static async Task<FarServer> StartAsync(string program, string link, TimeProvider clock)
        {
            var far = new FarServer(clock);
            if (link == "tcp")
            {
                var port = PeerProgram.FreePort();
                await far.ServeAsync(program, "tcp", $"{port}");
                far.Own(new ModbusTcpLink(new TcpLine("127.0.0.1", port, clock), new ModbusLinkOptions(), new Random(1), clock, NullLogger<ModbusTcpLink>.Instance));
            }
            else
            {
                var cable = await PtyPair.OpenAsync();
                far._open.Push(cable);
                await far.ServeAsync(program, "rtu", cable.Theirs, $"{Baud}");
                far.Own(new RtuBus(far.Line(link, cable), Baud, new ModbusLinkOptions(), new Random(1), clock, NullLogger<RtuBus>.Instance));
            }

            await far.UntilServedAsync();
            return far;
        }

        public ValueTask<ModbusReply> AskAsync(ModbusPeer peer, ModbusRequest request) =>
            _link!.AskAsync(peer, request, MonotonicTick.Now(clock) + TimeSpan.FromSeconds(5), default);

        public ValueTask DisposeAsync()
        {
            while (_open.TryPop(out var each))
                each.Dispose();
            return ValueTask.CompletedTask;
        }

        private void Own<TLink>(TLink link)
            where TLink : IModbusLink, IDisposable
        {
            _link = link;
            _open.Push(link);
        }

        private IByteLine Line(string link, PtyPair cable)
        {
            if (link == "rtu")
                return new SerialLine(cable.Ours, new SerialSettings { Baud = Baud }, clock);
            var port = PeerProgram.FreePort();
            _open.Push(PeerProgram.Start(
                "/usr/sbin/ser2net", "-d", "-u", "-Y", $"connection: &c\n  accepter: tcp,127.0.0.1,{port}\n  connector: serialdev,{cable.Ours},{Baud}n81,local\n"));
            return new TcpLine("127.0.0.1", port, clock);
        }

        private async Task ServeAsync(string program, params string[] call)
        {
            var server = program == "libmodbus"
                ? PeerProgram.Start(await PeerProgram.LibmodbusAsync(), ["server", .. call])
                : PeerProgram.Start("/usr/bin/python3", [PeerProgram.Script("modbus_server.py"), .. call]);
            _open.Push(server);
            if (program == "libmodbus")
                await server.ReadyAsync();
        }

        // pymodbus says nothing when it is ready, ser2net neither.
        private async Task UntilServedAsync()
        {
            ModbusReply? last = null;
            for (var turn = 0; turn < 60 && last is not ModbusAnswer; turn++)
            {
                last = await AskAsync(Peer with { ResponseTimeout = TimeSpan.FromMilliseconds(200) }, ModbusRequest.ReadHoldingRegisters(0, 1));
                if (last is not ModbusAnswer)
                    await Task.Delay(250);
            }

            Assert.IsType<ModbusAnswer>(last);
        }
    }
}
