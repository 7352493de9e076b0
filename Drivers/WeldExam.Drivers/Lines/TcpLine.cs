using System.Net.Sockets;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>A TCP connection to a device, or to a converter that carries a serial line.</summary>
/// <param name="host">Address or name.</param>
/// <param name="port">1–65535; Modbus devices listen on 502.</param>
/// <param name="clock">The box's clock.</param>
public sealed class TcpLine(string host, int port, TimeProvider clock) : IByteLine
{
    private Socket? _socket;

    public string Name { get; } = $"{host}:{port}";

    public LineState State { get; private set; }

    public async ValueTask<LineOutcome> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        Close();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var outcome = await WithinAsync(
            async stop =>
            {
                await socket.ConnectAsync(host, port, stop);
                return 0;
            },
            deadline,
            socket,
            cancel);
        if (outcome.End != LineEnd.Done)
        {
            socket.Dispose();
            return LineOutcome.Down(outcome.End == LineEnd.Deadline ? "cannot connect: no answer in time" : $"cannot connect: {outcome.Cause}");
        }

        _socket = socket;
        State = LineState.Open;
        return outcome;
    }

    public async ValueTask<LineOutcome> WriteAsync(ReadOnlyMemory<byte> bytes, MonotonicTick deadline, CancellationToken cancel)
    {
        if (_socket is not { } socket)
            return LineOutcome.Down("not open");
        var outcome = await WithinAsync(stop => socket.SendAsync(bytes, stop), deadline, owned: null, cancel);
        return outcome.End == LineEnd.Down ? HangUp(outcome.Cause) : outcome;
    }

    public async ValueTask<LineOutcome> ReadAsync(Memory<byte> into, MonotonicTick deadline, CancellationToken cancel)
    {
        if (_socket is not { } socket)
            return LineOutcome.Down("not open");
        if (clock.Now() >= deadline && !socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
            return LineOutcome.Deadline;
        var outcome = await WithinAsync(stop => socket.ReceiveAsync(into, stop), deadline, owned: null, cancel);
        return outcome switch
        {
            { End: LineEnd.Down } => HangUp(outcome.Cause),
            { End: LineEnd.Done, Count: 0 } => HangUp("closed by the peer"),
            _ => outcome,
        };
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

    public void Close() => Dispose();

    public void Dispose()
    {
        State = LineState.Closed;
        _socket?.Dispose();
        _socket = null;
    }

    private async ValueTask<LineOutcome> WithinAsync(
        Func<CancellationToken, ValueTask<int>> act, MonotonicTick deadline, Socket? owned, CancellationToken cancel)
    {
        // What already waits is taken even at the deadline, so that a limit of zero is never cancelled before the first try.
        using var late = new CancellationTokenSource(Later(clock.Until(deadline)), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            return LineOutcome.Done(await act(either.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return LineOutcome.Deadline;
        }
        catch (OperationCanceledException)
        {
            owned?.Dispose();
            throw;
        }
        catch (SocketException fault)
        {
            return LineOutcome.Down(fault.SocketErrorCode.ToString());
        }
        catch (ObjectDisposedException)
        {
            return LineOutcome.Down("closed");
        }
    }

    private static TimeSpan Later(TimeSpan left) => left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left;

    private LineOutcome HangUp(string cause)
    {
        Close();
        State = LineState.HungUp;
        return LineOutcome.Down($"hung up: {cause}");
    }
}
