using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>A TCP connection to a device, or to a converter that carries a serial line. The asynchronous calls of Socket are not used: once
/// one of them has been, every answer wakes the runtime's polling thread too, which cost more than all else in a transaction.</summary>
public sealed class TcpLine : IByteLine
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly string _host;
    private readonly int _port;
    private readonly TimeProvider _clock;
    private readonly LineSleep _sleep;
    private readonly ILineWait _wait;
    private Socket? _socket;

    /// <summary>Describes a connection; nothing is opened yet.</summary>
    /// <param name="host">Address or name.</param>
    /// <param name="port">1–65535; Modbus devices listen on 502.</param>
    /// <param name="clock">The box's clock.</param>
    public TcpLine(string host, int port, TimeProvider clock)
    {
        (_host, _port, _clock, Name) = (host, port, clock, $"{host}:{port}");
        _sleep = new LineSleep(clock);
        _wait = HeldWait.Of(clock);
    }

    public string Name { get; }

    public LineState State { get; private set; }

    public async ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        Close();
        Socket? socket = null;
        try
        {
            var address = IPAddress.TryParse(_host, out var literal) ? literal : await FindAsync(deadline, cancel);
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
            var outcome = await ConnectAsync(socket, new IPEndPoint(address, _port), deadline, cancel);
            if (outcome.End != LineEnd.Done)
                return outcome;
            (_socket, State, socket) = (socket, LineState.Open, null);
            return outcome;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return LineOutcome.Down("cannot connect: the name is not resolved in time");
        }
        catch (SocketException fault)
        {
            return LineOutcome.Down($"cannot connect: {fault.SocketErrorCode}");
        }
        finally
        {
            socket?.Dispose();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel)
    {
        var rest = bytes;
        while (_socket is { } socket)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                var count = socket.Send(rest.Span, SocketFlags.None, out var error);
                if (error is not (SocketError.Success or SocketError.WouldBlock))
                    return HangUp(socket, error.ToString());
                rest = rest[Math.Max(0, count)..];
            }
            catch (ObjectDisposedException)
            {
                break;
            }

            if (rest.IsEmpty)
                return LineOutcome.Done(bytes.Length);
            if (_clock.Now() >= deadline)
                return rest.Length == bytes.Length ? LineOutcome.Deadline : HangUp(socket, "takes half of what is sent");
            await Task.Delay(Look, _clock, cancel); // a peer that takes no bytes is rare
        }

        return LineOutcome.Down("not open");
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel)
    {
        while (_socket is { } socket)
        {
            try
            {
                await _wait.ForBytesAsync((int)socket.SafeHandle.DangerousGetHandle(), deadline, cancel);
                cancel.ThrowIfCancellationRequested();
                var count = socket.Receive(into.Span, SocketFlags.None, out var error);
                if (error != SocketError.WouldBlock)
                    return error != SocketError.Success ? HangUp(socket, error.ToString()) : count > 0 ? LineOutcome.Done(count) : HangUp(socket, "closed by the peer");
            }
            catch (ObjectDisposedException)
            {
                break;
            }

            if (_clock.Now() >= deadline)
                return LineOutcome.Deadline;
        }

        return LineOutcome.Down("not open");
    }

    public void Discard()
    {
        Span<byte> rest = stackalloc byte[256];
        while (_socket is { Available: > 0 } socket)
        {
            if (socket.Receive(rest, SocketFlags.None, out var error) == 0 || error != SocketError.Success)
                return;
        }
    }

    public void Close()
    {
        State = LineState.Closed;
        _wait.Wake();
        _socket?.Dispose();
        _socket = null;
    }

    public void Dispose()
    {
        Close();
        _wait.Dispose();
        _sleep.Dispose();
    }

    private async Task<IPAddress> FindAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(_clock.Until(deadline), _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        return (await Dns.GetHostAddressesAsync(_host, either.Token))[0];
    }

    private async ValueTask<LineOutcome> ConnectAsync(Socket socket, IPEndPoint to, MonotonicTick deadline, CancellationToken cancel)
    {
        try
        {
            socket.Connect(to);
            return LineOutcome.Done(0);
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // Under way.
        }

        while (!socket.Poll(TimeSpan.Zero, SelectMode.SelectWrite))
        {
            if (_clock.Now() >= deadline)
                return LineOutcome.Down("cannot connect: no answer in time");
            await _sleep.For(Look, cancel);
        }

        var error = (SocketError)(int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        return error == SocketError.Success ? LineOutcome.Done(0) : LineOutcome.Down($"cannot connect: {error}");
    }

    private LineOutcome HangUp(Socket socket, string cause)
    {
        if (_socket == socket)
        {
            Close();
            State = LineState.HungUp;
        }

        return LineOutcome.Down($"hung up: {cause}");
    }
}
