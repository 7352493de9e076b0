using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>Modbus TCP over one connection. An answer is taken only with a transaction id that is waited for: a late one is dropped and
/// poisons nothing. A stream that lost its framing, or a peer silent too often, is closed and connected anew. Where the device allows it,
/// several transactions are in flight; whoever finds nobody reading reads for all.</summary>
public sealed class ModbusTcpLink : IModbusLink, IDisposable
{
    private static readonly MonotonicTick Never = new(long.MaxValue);

    private readonly IByteLine _line;
    private readonly ModbusLinkOptions _options;
    private readonly TimeProvider _clock;
    private readonly LinkGate _gate;
    private readonly TcpTable _table = new();
    private readonly TcpOutbox _outbox = new();
    private readonly Lock _guard = new();
    private readonly byte[] _received = new byte[TcpTable.Size * TcpFrame.MaxLength];
    private CancellationTokenSource _wake = new();
    private ValueTask _lastReader;
    private MonotonicTick _readsUntil;
    private string? _broken;
    private bool _isReading;
    private int _filled;
    private int _silent;

    /// <summary>A link; nothing is connected yet.</summary>
    /// <param name="line">The connection, which this link owns.</param>
    /// <param name="options">Queue, reconnection, and when silence means a dead connection.</param>
    /// <param name="jitter">Seeded randomness for the pauses between attempts to connect.</param>
    /// <param name="clock">The box's clock.</param>
    /// <param name="logger">Hears of the line going and coming.</param>
    public ModbusTcpLink(IByteLine line, ModbusLinkOptions options, Random jitter, TimeProvider clock, ILogger<ModbusTcpLink> logger)
    {
        (_line, _options, _clock) = (line, options, clock);
        _gate = new LinkGate(line, TcpTable.Size, options, jitter, clock, logger);
    }

    public string Name => _line.Name;

    /// <summary>Answers that came too late or that nobody asked for, since the start.</summary>
    public long Unasked { get; private set; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ModbusOutcome> AskAsync(
        ModbusPeer peer, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
    {
        var pass = await _gate.EnterAsync(peer, request, content.Length, deadline, cancel);
        if (!pass.IsOpen)
            return pass.Refusal;
        try
        {
            if (pass.IsFresh)
                _filled = _silent = 0;
            return await ExchangeAsync(peer, request, content, deadline, cancel);
        }
        finally
        {
            _gate.Leave();
        }
    }

    public void Dispose()
    {
        _line.Dispose();
        _wake.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ModbusOutcome> ExchangeAsync(
        ModbusPeer peer, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
    {
        var (mine, id) = _table.Rent();
        var length = mine.Begin(id, peer, request, content, _clock.Now(), deadline);
        _table.Add(mine);
        if (!_outbox.TryAdd(mine.Frame.AsSpan(0, length)))
            await SendAsync(mine.Frame.AsMemory(0, length), mine.Until, cancel);
        if (TryBeginReading(mine.Until))
            BeginReading(peer.Pipelining > 1);
        return await mine.AnswerAsync(cancel);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, MonotonicTick until, CancellationToken cancel)
    {
        try
        {
            var write = await _line.WriteAsync(bytes, until, cancel);
            if (write.End != LineEnd.Done)
                Break(write.End == LineEnd.Down ? write.Cause : "takes no bytes");
        }
        catch (OperationCanceledException)
        {
            // Half a request may be out: the stream has lost its framing.
            Break("given up while writing");
        }
    }

    // Who reads closes the line; it is woken when it would read on for too long.
    private void Break(string cause)
    {
        CancellationTokenSource? wake;
        lock (_guard)
        {
            _broken = cause;
            wake = _isReading ? _wake : null;
        }

        wake?.Cancel();
    }

    private bool TryBeginReading(MonotonicTick until)
    {
        CancellationTokenSource? wake;
        lock (_guard)
        {
            if (!_isReading)
                return _isReading = true;
            wake = until < _readsUntil ? _wake : null;
        }

        wake?.Cancel();
        return false;
    }

    // Nobody awaits a reader, but somebody must take its result: only then is its place used again.
    private void BeginReading(bool isShared)
    {
        ValueTask last;
        lock (_guard)
            (last, _lastReader) = (_lastReader, default);
        if (last.IsCompleted)
            last.GetAwaiter().GetResult();
        var reader = ReadForAllAsync(isShared);
        lock (_guard)
            _lastReader = reader;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ReadForAllAsync(bool isShared)
    {
        if (isShared)
            await Task.Yield(); // the others may ask too, before this waits
        try
        {
            while (NextWait() is { } wait)
            {
                var read = await ReadAsync(wait.Until, wait.Wake);
                _outbox.Open();
                Take(read);
                var gathered = _outbox.Close();
                if (gathered.Length > 0)
                    await SendAsync(gathered, wait.Until + _options.FirstPause, default);
            }
        }
        catch (Exception bug)
        {
            // Whoever waits must hear of it: nobody awaits this reader.
            _gate.Keeper.Down(bug.Message);
            _ = _outbox.Close();
            lock (_guard)
                _isReading = false;
            while (_table.TakeLate(Never) is { } lost)
                lost.Fail(bug);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<LineOutcome> ReadAsync(MonotonicTick until, CancellationToken wake)
    {
        try
        {
            return await _line.ReadAsync(_received.AsMemory(_filled), until, wake);
        }
        catch (OperationCanceledException)
        {
            // Somebody waits less long, or writing failed.
            return LineOutcome.Deadline;
        }
    }

    private (MonotonicTick Until, CancellationToken Wake)? NextWait()
    {
        while (true)
        {
            string cause;
            lock (_guard)
            {
                if (_wake.IsCancellationRequested)
                    _wake = new CancellationTokenSource();

                if (_broken is null)
                {
                    if (_table.Earliest() is { } until)
                        return (_readsUntil = until, _wake.Token);
                    _isReading = false;
                    return null;
                }

                (cause, _broken) = (_broken, null);
            }

            Lose(cause, ModbusFailureKind.LinkDown);
        }
    }

    private void Take(LineOutcome read)
    {
        if (read.End == LineEnd.Down)
        {
            Lose(read.Cause, ModbusFailureKind.LinkDown);
            return;
        }

        _filled += read.Count;
        var fault = TakeAnswers();
        if (fault != WireFault.Incomplete)
            Lose($"framing lost: {fault}", ModbusFailureKind.Malformed);
        while (_table.TakeLate(_clock.Now()) is { } late)
        {
            // A peer that lost its power closes nothing: only its silence tells.
            if (++_silent == _options.SilentTransactions)
                Lose($"{_silent} transactions without an answer", ModbusFailureKind.Timeout);
            late.Complete(ModbusOutcome.Failed(late.Asked, _clock.Now(), ModbusFailureKind.Timeout, ""));
        }
    }

    // Takes whole frames off the stream.
    private WireFault TakeAnswers()
    {
        var taken = 0;
        while (true)
        {
            var fault = TcpFrame.TryRead(_received.AsSpan(taken, _filled - taken), out var frame, out var consumed);
            if (fault != WireFault.None)
            {
                _received.AsSpan(taken, _filled - taken).CopyTo(_received);
                _filled -= taken;
                return fault;
            }

            taken += consumed;
            if (_table.TakeById(frame.Transaction) is { } mine)
                mine.Complete(Judge(mine, frame));
            else
                Unasked++;
        }
    }

    private ModbusOutcome Judge(TcpTransaction mine, in TcpFrame frame)
    {
        var now = _clock.Now();
        _silent = 0;
        _gate.Keeper.Proven();
        var request = mine.Request;
        var fault = request.CheckAnswer(frame.Pdu, out var exception);
        if (frame.Unit != mine.Unit)
            fault = WireFault.Unit;
        return fault != WireFault.None ? ModbusOutcome.Failed(mine.Asked, now, ModbusFailureKind.Malformed, fault.ToString())
            : exception != ModbusExceptionCode.None ? ModbusOutcome.Refused(mine.Asked, now, exception)
            : ModbusOutcome.Answer(mine.Asked, now, request.CopyContent(frame.Pdu, mine.Content.Span));
    }

    private void Lose(string cause, ModbusFailureKind kind)
    {
        _gate.Keeper.Down(cause);
        _filled = _silent = 0;
        while (_table.TakeLate(Never) is { } lost)
            lost.Complete(ModbusOutcome.Failed(lost.Asked, _clock.Now(), kind, cause));
    }
}
