using System.Net.Sockets;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>One connection of a Modbus TCP server: requests in any pieces and any number at once, answers in their order.</summary>
internal sealed class TcpCaller(Socket socket, RequestDesk desk, TimeProvider clock) : IDisposable
{
    // So many answers leave in one piece.
    private const int Pipelined = 16;

    private readonly byte[] _received = new byte[2 * TcpFrame.MaxLength];
    private readonly byte[] _answers = new byte[Pipelined * TcpFrame.MaxLength];
    private int _filled;

    /// <summary>When the last whole request came.</summary>
    public MonotonicTick LastHeard { get; private set; } = clock.Now();

    /// <summary>Serves until the caller goes, loses its framing or is put out.</summary>
    public async Task<TcpCallEnd> ServeAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                var count = await socket.ReceiveAsync(_received.AsMemory(_filled), cancel);
                if (count == 0)
                    return TcpCallEnd.Gone;
                _filled += count;
                while (true)
                {
                    var fault = AnswerAll(out var length);
                    for (var sent = 0; sent < length;)
                        sent += await socket.SendAsync(_answers.AsMemory(sent, length - sent), cancel);
                    if (fault == WireFault.Incomplete)
                        break;
                    if (fault != WireFault.None)
                        return TcpCallEnd.Babble;
                }
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            return TcpCallEnd.Gone;
        }
        finally
        {
            socket.Dispose();
        }
    }

    public void Dispose() => socket.Dispose();

    // None when there may be more whole requests than answers have room.
    private WireFault AnswerAll(out int length)
    {
        length = 0;
        var taken = 0;
        var fault = WireFault.None;
        for (var turn = 0; turn < Pipelined && fault == WireFault.None; turn++)
        {
            fault = TcpFrame.TryRead(_received.AsSpan(taken, _filled - taken), out var frame, out var consumed);
            if (fault != WireFault.None)
                continue;
            var pdu = _received.AsMemory(taken + TcpFrame.HeaderLength, frame.Pdu.Length);
            var to = _answers.AsSpan(length);
            var answer = desk.AnswerTcp(frame.Unit, pdu, to[TcpFrame.HeaderLength..]);
            length += TcpFrame.Write(frame.Transaction, frame.Unit, to.Slice(TcpFrame.HeaderLength, answer), to);
            taken += consumed;
            LastHeard = clock.Now();
        }

        _received.AsSpan(taken, _filled - taken).CopyTo(_received);
        _filled -= taken;
        return fault;
    }
}
