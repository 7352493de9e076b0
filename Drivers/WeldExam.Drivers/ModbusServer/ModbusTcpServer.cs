using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>A Modbus TCP server (Modbus Messaging on TCP/IP V1.0b) of several units for several callers. Who is silent for long, or sends what is
/// no Modbus, is put out.</summary>
/// <param name="listen">Where to listen; port 0 takes a free one.</param>
/// <param name="units">What is served.</param>
/// <param name="options">Bounds.</param>
/// <param name="clock">The box's clock.</param>
/// <param name="logger">Hears of callers that are refused and of those that babble.</param>
public sealed partial class ModbusTcpServer(
    IPEndPoint listen, ServedUnits units, ModbusServerOptions options, TimeProvider clock, ILogger<ModbusTcpServer> logger) : IDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly Socket _door = new(listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    private readonly RequestDesk _desk = new(units);
    private readonly List<(TcpCaller Caller, Task<TcpCallEnd> Call)> _calls = [];
    private readonly Lock _guard = new();
    private bool _saidFull;

    /// <summary>Where it listens, once <see cref="Open"/>.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_door.LocalEndPoint!;

    /// <summary>Callers now.</summary>
    public int Callers
    {
        get
        {
            lock (_guard)
                return _calls.Count(each => !each.Call.IsCompleted);
        }
    }

    /// <summary>Takes the port. An address that cannot be had is a <see cref="SocketException"/>: the configuration is wrong.</summary>
    public void Open()
    {
        _door.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _door.Bind(listen);
        _door.Listen(options.MostConnections);
    }

    /// <summary>Serves until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task[] both = [AcceptAsync(stop.Token), LookAfterAsync(stop.Token)];
        try
        {
            await await Task.WhenAny(both);
        }
        finally
        {
            await stop.CancelAsync();
            Dispose();
            foreach (var task in (Task[])[.. both, .. _calls.Select(each => each.Call)])
                await EndedAsync(task);
        }
    }

    public void Dispose()
    {
        _door.Dispose();
        lock (_guard)
            _calls.ForEach(each => each.Caller.Dispose());
    }

    private async Task AcceptAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                Take(await _door.AcceptAsync(cancel), cancel);
            }
            catch (SocketException)
            {
                // A caller that left while it came, or no file handle left: neither is worth the box.
                await Task.Delay(Round, clock, cancel);
            }
        }
    }

    private void Take(Socket socket, CancellationToken cancel)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        lock (_guard)
        {
            if (!MakeRoom())
            {
                socket.Dispose();
                return;
            }

            var caller = new TcpCaller(socket, _desk, clock);
            _calls.Add((caller, caller.ServeAsync(cancel)));
        }
    }

    private static async Task EndedAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
        {
            // Asked to.
        }
    }

    // Once a second: those who left are forgotten, those who fell silent are put out. A bug in a call ends the server.
    private async Task LookAfterAsync(CancellationToken cancel)
    {
        using var rounds = new PeriodicTimer(Round, clock);
        while (await rounds.WaitForNextTickAsync(cancel))
        {
            foreach (var (_, call) in TakeEnded())
            {
                if (await call == TcpCallEnd.Babble)
                    LogBabble();
            }
        }
    }

    private List<(TcpCaller Caller, Task<TcpCallEnd> Call)> TakeEnded()
    {
        lock (_guard)
        {
            var now = clock.Now();
            foreach (var (caller, _) in _calls.Where(each => now - each.Caller.LastHeard >= options.Idle))
                caller.Dispose();
            var ended = _calls.FindAll(each => each.Call.IsCompleted);
            _calls.RemoveAll(each => each.Call.IsCompleted);
            return ended;
        }
    }

    private bool MakeRoom()
    {
        var live = _calls.FindAll(each => !each.Call.IsCompleted);
        if (live.Count < options.MostConnections)
            return true;
        var idlest = live.MinBy(each => each.Caller.LastHeard).Caller;
        var hasRoom = clock.Now() - idlest.LastHeard >= options.Displaced;
        if (hasRoom)
            idlest.Dispose();
        else if (!_saidFull)
            LogFull(options.MostConnections);
        _saidFull = !hasRoom;
        return hasRoom;
    }

    [LoggerMessage(EventId = 2401, Level = LogLevel.Warning, Message = "A Modbus TCP caller was put out: what it sent is no Modbus TCP")]
    private partial void LogBabble();

    [LoggerMessage(EventId = 2402, Level = LogLevel.Warning, Message = "A Modbus TCP caller was refused: {Most} are being served")]
    private partial void LogFull(int most);
}
