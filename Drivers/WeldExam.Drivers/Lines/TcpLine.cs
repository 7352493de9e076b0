using System.Net.Sockets;
using System.Runtime.CompilerServices;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>A TCP connection to a device, or to a converter that carries a serial line. A read waits in the kernel first, for no longer than
/// <see cref="Hold"/>: an answer that comes at once costs no change of threads (measured: half the time and half the CPU of the
/// asynchronous way). After that it goes on asynchronously.</summary>
/// <param name="host">Address or name.</param>
/// <param name="port">1–65535; Modbus devices listen on 502.</param>
/// <param name="clock">The box's clock.</param>
public sealed class TcpLine(string host, int port, TimeProvider clock) : IByteLine
{
    private readonly TcpPatience _patience = new(clock);
    private Socket? _socket;

    public string Name { get; } = $"{host}:{port}";

    public LineState State { get; private set; }

    /// <summary>How long one read may keep the caller's thread, waiting in the kernel; zero for never. A host that gives the connection a
    /// thread of its own may let it wait for ever.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMilliseconds(2);

    public async ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        Close();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, _patience.Until(deadline, cancel));
            socket.Blocking = false;
            (_socket, State) = (socket, LineState.Open);
            return LineOutcome.Done(0);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Abandon(socket, "no answer in time");
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
        catch (SocketException fault)
        {
            return Abandon(socket, fault.SocketErrorCode.ToString());
        }
        finally
        {
            _patience.End();
        }
    }

    public ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_socket is not { } socket)
            return new(LineOutcome.Down("not open"));
        try
        {
            var count = socket.Send(bytes.Span, SocketFlags.None, out var error);
            return error != SocketError.WouldBlock && error != SocketError.Success ? new(HangUp(socket, error.ToString()))
                : count == bytes.Length ? new(LineOutcome.Done(count))
                : FinishAsync(socket, bytes[Math.Max(0, count)..], bytes.Length, deadline, cancel);
        }
        catch (ObjectDisposedException)
        {
            return new(LineOutcome.Down("closed"));
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (_socket is not { } socket)
            return LineOutcome.Down("not open");
        try
        {
            var left = clock.Until(deadline);
            if (socket.Poll(left < Hold ? left : Hold, SelectMode.SelectRead))
            {
                var count = socket.Receive(into.Span, SocketFlags.None, out var error);
                if (error != SocketError.WouldBlock)
                    return error == SocketError.Success ? Received(socket, count) : HangUp(socket, error.ToString());
            }

            if (clock.Now() >= deadline)
                return LineOutcome.Deadline;
            return Received(socket, await socket.ReceiveAsync(into, SocketFlags.None, _patience.Until(deadline, cancel)));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return LineOutcome.Deadline;
        }
        catch (SocketException fault)
        {
            return HangUp(socket, fault.SocketErrorCode.ToString());
        }
        catch (ObjectDisposedException)
        {
            return LineOutcome.Down("closed");
        }
        finally
        {
            _patience.End();
        }
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
        _socket?.Dispose();
        _socket = null;
    }

    public void Dispose()
    {
        Close();
        _patience.Dispose();
    }

    // The kernel's buffer is full: the peer takes nothing any more. What it took of these bytes cannot be taken back.
    private async ValueTask<LineOutcome> FinishAsync(Socket socket, ReadOnlyMemory<byte> rest, int length, MonotonicTick deadline, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(clock.Until(deadline), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            while (rest.Length > 0)
                rest = rest[await socket.SendAsync(rest, SocketFlags.None, either.Token)..];
            return LineOutcome.Done(length);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return rest.Length == length ? LineOutcome.Deadline : HangUp(socket, "takes half of what is sent");
        }
        catch (SocketException fault)
        {
            return HangUp(socket, fault.SocketErrorCode.ToString());
        }
        catch (ObjectDisposedException)
        {
            return LineOutcome.Down("closed");
        }
    }

    private LineOutcome Received(Socket socket, int count) => count > 0 ? LineOutcome.Done(count) : HangUp(socket, "closed by the peer");

    private static LineOutcome Abandon(Socket socket, string cause)
    {
        socket.Dispose();
        return LineOutcome.Down($"cannot connect: {cause}");
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
