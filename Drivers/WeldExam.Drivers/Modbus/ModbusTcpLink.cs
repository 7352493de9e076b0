using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>Modbus TCP over one connection. An answer is taken only with the transaction id that is waited for: a late one is dropped and
/// poisons nothing. A stream that lost its framing, or a peer silent too often, is closed and connected anew.</summary>
/// <param name="line">The connection, which this link owns.</param>
/// <param name="options">Queue, reconnection, and when silence means a dead connection.</param>
/// <param name="jitter">Seeded randomness for the pauses between attempts to connect.</param>
/// <param name="clock">The box's clock.</param>
/// <param name="logger">Hears of the line going and coming.</param>
public sealed class ModbusTcpLink(IByteLine line, ModbusLinkOptions options, Random jitter, TimeProvider clock, ILogger<ModbusTcpLink> logger)
    : IModbusLink, IDisposable
{
    private readonly BusTurns _turns = new(options.QueueLength, clock);
    private readonly LineKeeper _keeper = new(line, options, jitter, clock, logger);
    private readonly byte[] _request = new byte[TcpFrame.MaxLength];
    private readonly byte[] _received = new byte[4 * TcpFrame.MaxLength];
    private ushort _transaction;
    private int _filled;
    private int _silent;

    public string Name => line.Name;

    /// <summary>Answers that came too late or that nobody asked for, since the start.</summary>
    public long Unasked { get; private set; }

    public async ValueTask<ModbusReply> AskAsync(ModbusPeer peer, ModbusRequest request, MonotonicTick deadline, CancellationToken cancel)
    {
        if (!await _turns.TakeAsync(deadline, cancel))
            return Fail(clock.Now(), ModbusFailureKind.NotAsked, "the link was taken until the deadline");
        try
        {
            var (isOpen, fresh) = await _keeper.EnsureOpenAsync(deadline, cancel);
            if (!isOpen)
                return Fail(clock.Now(), ModbusFailureKind.LinkDown, _keeper.Cause);
            if (fresh)
                _filled = _silent = 0;
            return await ExchangeAsync(peer, request, deadline, cancel);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => line.Dispose();

    private async ValueTask<ModbusReply> ExchangeAsync(ModbusPeer peer, ModbusRequest request, MonotonicTick deadline, CancellationToken cancel)
    {
        var length = TcpFrame.Write(++_transaction, peer.Unit, request, _request);
        var asked = clock.Now();
        var write = await WriteAsync(length, deadline, cancel);
        if (write.End != LineEnd.Done)
            return Lost(asked, write.End == LineEnd.Down ? write.Cause : "takes no bytes");
        var until = LineClock.Earlier(asked + peer.ResponseTimeout, deadline);
        while (true)
        {
            var fault = TakeAnswer(peer, request, asked, out var reply);
            if (reply is not null)
                return reply;
            if (fault != WireFault.Incomplete)
                return Lost(asked, $"framing lost: {fault}", ModbusFailureKind.Malformed);
            var read = await line.ReadAsync(_received.AsMemory(_filled), until, cancel);
            if (read.End == LineEnd.Down)
                return Lost(asked, read.Cause);
            if (read.End == LineEnd.Deadline)
                return Silent(asked);
            _filled += read.Count;
        }
    }

    private async ValueTask<LineOutcome> WriteAsync(int length, MonotonicTick deadline, CancellationToken cancel)
    {
        try
        {
            return await line.WriteAsync(_request.AsMemory(0, length), deadline, cancel);
        }
        catch (OperationCanceledException)
        {
            // Half a request may be out: the stream has lost its framing.
            _keeper.Down("given up while writing");
            throw;
        }
    }

    // Takes whole frames off the stream until the one that is waited for.
    private WireFault TakeAnswer(ModbusPeer peer, in ModbusRequest request, MonotonicTick asked, out ModbusReply? reply)
    {
        reply = null;
        while (true)
        {
            var fault = TcpFrame.TryRead(_received.AsSpan(0, _filled), out var frame, out var consumed);
            if (fault != WireFault.None)
                return fault;
            if (frame.Transaction == _transaction)
                reply = Judge(peer, request, asked, frame);
            else
                Unasked++;
            _received.AsSpan(consumed, _filled - consumed).CopyTo(_received);
            _filled -= consumed;
            if (reply is not null)
                return WireFault.None;
        }
    }

    private ModbusReply Judge(ModbusPeer peer, in ModbusRequest request, MonotonicTick asked, in TcpFrame frame)
    {
        var now = clock.Now();
        _silent = 0;
        _keeper.Proven();
        var fault = request.CheckAnswer(frame.Pdu, out var exception);
        if (frame.Unit != peer.Unit)
            fault = WireFault.Unit;
        if (fault != WireFault.None)
            return Fail(asked, ModbusFailureKind.Malformed, fault.ToString());
        if (exception != ModbusExceptionCode.None)
            return new ModbusFailure(asked, now, ModbusFailureKind.Exception, exception, "");
        var content = new byte[request.HasContent ? frame.Pdu.Length - 2 : 0];
        request.CopyContent(frame.Pdu, content);
        return new ModbusAnswer(asked, now, content);
    }

    private ModbusFailure Silent(MonotonicTick asked)
    {
        // A peer that lost its power closes nothing: only its silence tells.
        if (++_silent >= options.SilentTransactions)
            _keeper.Down($"{_silent} transactions without an answer");
        return Fail(asked, ModbusFailureKind.Timeout, "");
    }

    private ModbusFailure Lost(MonotonicTick asked, string cause, ModbusFailureKind kind = ModbusFailureKind.LinkDown)
    {
        _keeper.Down(cause);
        return Fail(asked, kind, cause);
    }

    private ModbusFailure Fail(MonotonicTick asked, ModbusFailureKind kind, string cause) =>
        new(asked, clock.Now(), kind, ModbusExceptionCode.None, cause);
}
