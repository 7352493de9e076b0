using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.ModbusServer;
using Xunit;

namespace WeldExam.Drivers.Tests.Server;

/// <summary>What callers do that no well-behaved client does.</summary>
public sealed class ModbusTcpServerTests : IAsyncDisposable
{
    private const string Read = "000100000006010300000001";
    private const string Answer = "00010000000501030203E8";

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<ModbusTcpServer> _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ModbusTcpServer _server;
    private readonly Task _running;

    public ModbusTcpServerTests()
    {
        var bank = new MemoryBank { HoldingRegisters = [.. Enumerable.Range(1000, 125).Select(n => (ushort)n)] };
        var units = ServedUnits.Of(new KeyValuePair<byte, IRegisterBank>(1, bank), new KeyValuePair<byte, IRegisterBank>(7, new MemoryBank { HoldingRegisters = [42] }));
        _server = new ModbusTcpServer(new IPEndPoint(IPAddress.Loopback, 0), units, new ModbusServerOptions { MostConnections = 2 }, _clock, _log);
        _server.Open();
        _running = _server.RunAsync(_stop.Token);
    }

    [Fact]
    public async Task A_request_in_single_bytes_is_answered_once_it_is_whole()
    {
        using var caller = await CallAsync();
        foreach (var value in Convert.FromHexString(Read))
            await caller.SendAsync(new[] { value });
        Assert.Equal(Answer, await HearAsync(caller, 11));
    }

    [Fact]
    public async Task Many_requests_at_once_are_answered_in_their_order()
    {
        using var caller = await CallAsync();
        const int many = 200;
        var requests = Enumerable.Range(0, many).SelectMany(n => Convert.FromHexString($"{n:X4}0000000601030000007D")).ToArray();
        var sending = caller.SendAsync(requests);
        for (var n = 0; n < many; n++)
            Assert.StartsWith($"{n:X4}000000FD0103FA03E8", await HearAsync(caller, 259), StringComparison.Ordinal);
        Assert.Equal(requests.Length, await sending);
    }

    [Fact]
    public async Task Units_are_told_apart_and_a_missing_one_is_named()
    {
        using var caller = await CallAsync();
        await caller.SendAsync(Convert.FromHexString("000200000006070300000001" + "000300000006080300000001"));
        Assert.Equal("000200000005070302002A" + "00030000000308830B", await HearAsync(caller, 20));
    }

    [Fact]
    public async Task Whoever_sends_no_Modbus_is_put_out()
    {
        using var caller = await CallAsync();
        await caller.SendAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        Assert.Equal("", await HearAsync(caller, 1));
        await UntilAsync(() => _log.Collector.Count == 1);
        Assert.Contains("no Modbus TCP", _log.LatestRecord.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_too_many_is_refused_until_another_has_long_been_silent()
    {
        using var first = await CallAsync();
        using var second = await CallAsync();
        await first.SendAsync(Convert.FromHexString(Read));
        await second.SendAsync(Convert.FromHexString(Read));
        Assert.Equal((Answer, Answer), (await HearAsync(first, 11), await HearAsync(second, 11)));
        using (var third = await CallAsync())
            Assert.Equal("", await HearAsync(third, 1));

        _clock.Advance(TimeSpan.FromSeconds(6));
        await second.SendAsync(Convert.FromHexString(Read));
        Assert.Equal(Answer, await HearAsync(second, 11));
        using var fourth = await CallAsync();
        await fourth.SendAsync(Convert.FromHexString(Read));
        Assert.Equal(Answer, await HearAsync(fourth, 11));
        Assert.Equal("", await HearAsync(first, 1));
    }

    [Fact]
    public async Task Who_never_asks_anything_is_put_out()
    {
        using var caller = await CallAsync();
        await caller.SendAsync(Convert.FromHexString(Read[..10]));
        await UntilAsync(() => _server.Callers == 1);
        _clock.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(1));
        Assert.Equal("", await HearAsync(caller, 1));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _server.Dispose();
        _stop.Dispose();
    }

    private async Task<Socket> CallAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(_server.Endpoint);
        return socket;
    }

    // What came before the other side closed.
    private static async Task<string> HearAsync(Socket socket, int length)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var bytes = new byte[length];
        var filled = 0;
        try
        {
            while (filled < length && await socket.ReceiveAsync(bytes.AsMemory(filled), patience.Token) is > 0 and var count)
                filled += count;
        }
        catch (SocketException)
        {
            // Closed with bytes unread.
        }

        return Convert.ToHexString(bytes.AsSpan(0, filled));
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        for (var turn = 0; turn < 400 && !holds(); turn++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(5);
        }

        Assert.True(holds());
    }
}
