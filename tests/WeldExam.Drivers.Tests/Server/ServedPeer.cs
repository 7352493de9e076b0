using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.ModbusServer;
using WeldExam.Drivers.Tests.Peers;

namespace WeldExam.Drivers.Tests.Server;

/// <summary>Our server, running, with the same content as modbus_peer.c's on unit 1.</summary>
internal sealed class ServedPeer : IAsyncDisposable
{
    public const int Size = 2000;

    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private PtyPair? _cable;
    private IDisposable? _server;

    public MemoryBank Bank { get; } = new()
    {
        Coils = [.. Enumerable.Range(0, Size).Select(n => n % 2 == 0)],
        DiscreteInputs = [.. Enumerable.Range(0, Size).Select(n => n % 2 == 0)],
        HoldingRegisters = [.. Enumerable.Range(0, Size).Select(n => (ushort)(1000 + n))],
        InputRegisters = [.. Enumerable.Range(0, Size).Select(n => (ushort)(1000 + n))],
        ReadOnlyRegisters = 1900..,
        Identification =
        [
            new(0, "WeldExam"u8.ToArray()), new(1, "TEST"u8.ToArray()), new(2, "1.0"u8.ToArray()),
            new(5, Enumerable.Repeat((byte)'M', 200).ToArray()), new(6, Enumerable.Repeat((byte)'U', 200).ToArray()),
        ],
    };

    /// <summary>What a client calls with: "tcp PORT" or "rtu DEVICE BAUD" and so on.</summary>
    public string[] Call { get; private set; } = [];

    public ServedUnits Units => new(new Dictionary<byte, IRegisterBank> { [1] = Bank }.ToFrozenDictionary());

    public static async Task<ServedPeer> StartAsync(string link)
    {
        var peer = new ServedPeer();
        if (link == "tcp")
        {
            var server = new ModbusTcpServer(new IPEndPoint(IPAddress.Loopback, 0), peer.Units, new ModbusServerOptions(), Clock, NullLogger<ModbusTcpServer>.Instance);
            server.Open();
            peer.Call = ["tcp", $"{server.Endpoint.Port}"];
            peer._server = server;
            peer._running = server.RunAsync(peer._stop.Token);
            return peer;
        }

        const int baud = 115200;
        peer._cable = await PtyPair.OpenAsync();
        var line = new SerialLine(peer._cable.Ours, new SerialSettings { Baud = baud }, Clock);
        var serial = link == "ascii"
            ? ModbusLineServer.Ascii(line, peer.Units, Clock, NullLogger<ModbusLineServer>.Instance)
            : ModbusLineServer.Rtu(line, baud, peer.Units, Clock, NullLogger<ModbusLineServer>.Instance);
        peer.Call = [link, peer._cable.Theirs, $"{baud}"];
        peer._server = serial;
        peer._running = serial.RunAsync(peer._stop.Token);
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Xunit.Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _server?.Dispose();
        _cable?.Dispose();
        _stop.Dispose();
    }
}
