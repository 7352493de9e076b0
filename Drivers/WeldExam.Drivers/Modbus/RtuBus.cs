using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>Modbus RTU over a serial line, or over TCP through a converter. A stale answer can never be taken for a fresh one: after
/// every fault the line is drained until it has been silent for t3.5 and the device's longest answer time is over; only then is
/// anything sent again. A question that got no answer leaves a doubt: the next answer is good, but its own longest time is waited for too,
/// so that a device which once spoke later than it may cannot stay one answer behind for ever. A write is never confirmed by its own echo (<see cref="LineEcho"/>).</summary>
public sealed class RtuBus : IModbusLink, IDisposable
{
    private const int ShortestAnswer = 5;

    private static readonly TimeSpan TimerLate = TimeSpan.FromMicroseconds(200);

    private readonly IByteLine _line;
    private readonly int _baud;
    private readonly TimeProvider _clock;
    private readonly LinkGate _gate;
    private readonly EchoFilter _echo;
    private readonly LineSleep _sleep;
    private readonly TimeSpan _silence;
    private readonly byte[] _request = new byte[RtuFrame.MaxLength];
    private readonly byte[] _received = new byte[3 * RtuFrame.MaxLength];
    private MonotonicTick _lastByte = new(long.MinValue / 2);
    private MonotonicTick _quarantinedUntil = new(long.MinValue / 2);
    private bool _isInDoubt;

    /// <summary>A bus; nothing is opened yet.</summary>
    /// <param name="line">The line, which this bus owns.</param>
    /// <param name="baud">The line's speed, from which silence and wire times follow.</param>
    /// <param name="options">Queue, re-opening and echo.</param>
    /// <param name="jitter">Seeded randomness for the pauses between attempts to open.</param>
    /// <param name="clock">The box's clock.</param>
    /// <param name="logger">Hears of the line going and coming.</param>
    public RtuBus(IByteLine line, int baud, ModbusLinkOptions options, Random jitter, TimeProvider clock, ILogger<RtuBus> logger)
    {
        (_line, _baud, _clock) = (line, baud, clock);
        _gate = new LinkGate(line, mostInFlight: 1, options, jitter, clock, logger);
        _echo = new EchoFilter(options.Echo);
        _sleep = new LineSleep(clock);
        _silence = RtuTiming.Silence(baud);
    }

    public string Name => _line.Name;

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
                Forget();
            var settled = await SettleAsync(peer.Gap, deadline, cancel);
            return settled == LineEnd.Done ? await ExchangeAsync(peer, request, content, deadline, cancel)
                : settled == LineEnd.Down ? Fail(_clock.Now(), ModbusFailureKind.LinkDown, _gate.Keeper.Cause)
                : Fail(_clock.Now(), ModbusFailureKind.NotAsked, "the line was not silent before the deadline");
        }
        finally
        {
            _gate.Leave();
        }
    }

    public void Dispose()
    {
        _line.Dispose();
        _sleep.Dispose();
    }

    // What a converter still holds from before belongs to nobody, and the adapter may be another one.
    private void Forget()
    {
        _lastByte = _clock.Now();
        _echo.Forget();
    }

    // Drains until nothing has come for t3.5 and the quarantine is over.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<LineEnd> SettleAsync(TimeSpan gap, MonotonicTick deadline, CancellationToken cancel)
    {
        while (true)
        {
            var quietAt = LineClock.Later(_lastByte + (gap > _silence ? gap : _silence), _quarantinedUntil);
            var read = await _line.ReadAsync(_received, LineClock.Earlier(quietAt, deadline), cancel);
            switch (read.End)
            {
                case LineEnd.Down:
                    _gate.Keeper.Down(read.Cause);
                    return LineEnd.Down;
                case LineEnd.Done:
                    _lastByte = _clock.Now();
                    _isInDoubt |= _lastByte < _quarantinedUntil;
                    break;
                case LineEnd.Deadline when _clock.Now() >= quietAt:
                    return LineEnd.Done;
                case LineEnd.Deadline when _clock.Now() >= deadline:
                    return LineEnd.Deadline;
                default:
                    break;
            }
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ModbusOutcome> ExchangeAsync(
        ModbusPeer peer, ModbusRequest request, Memory<byte> content, MonotonicTick deadline, CancellationToken cancel)
    {
        var length = RtuFrame.Write(peer.Unit, request, _request);
        var asked = _clock.Now();
        var wasInDoubt = _isInDoubt;
        _isInDoubt = true;
        MonotonicTick sent;
        LineOutcome write;
        try
        {
            write = await _line.WriteAsync(_request.AsMemory(0, length), deadline, cancel);
        }
        finally
        {
            // Counted from when the line took the request, however long that was. Stands until a fitting answer lifts it, also when the
            // caller gives up half-way.
            sent = _clock.Now() + RtuTiming.OnWire(_baud, length);
            _quarantinedUntil = sent + peer.LongestAnswer;
        }

        if (write.End != LineEnd.Done)
        {
            _gate.Keeper.Down(write.End == LineEnd.Down ? write.Cause : "takes no bytes");
            return Fail(asked, ModbusFailureKind.LinkDown, _gate.Keeper.Cause);
        }

        // Nothing can be an answer before the wire has carried the request and the shortest answer: until then nobody looks.
        var until = LineClock.Earlier(sent + peer.ResponseTimeout, deadline);
        await _sleep.AlmostUntilAsync(LineClock.Earlier(sent + RtuTiming.OnWire(_baud, ShortestAnswer), until), cancel);
        return await AnswerAsync(new RtuQuestion(peer.Unit, request, length, asked, until, wasInDoubt), content, cancel);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ModbusOutcome> AnswerAsync(RtuQuestion question, Memory<byte> content, CancellationToken cancel)
    {
        var filled = 0;
        var dropped = 0;
        var scan = default(RtuScan);
        while (true)
        {
            var read = await _line.ReadAsync(_received.AsMemory(filled), question.Until, cancel);
            if (read.End == LineEnd.Down)
            {
                _gate.Keeper.Down(read.Cause);
                return Fail(question.Asked, ModbusFailureKind.LinkDown, read.Cause);
            }

            if (read.End == LineEnd.Deadline)
            {
                // Something of the answer's shape came: it was broken, but it is not still to come.
                _isInDoubt = question.IsInDoubt || scan.Fault != WireFault.Checksum;
                return Missed(question.Asked, scan.Fault, filled) with { Skipped = dropped + filled };
            }

            _lastByte = _clock.Now();
            filled += read.Count;
            scan = Scan(question, filled, out var from);
            if (scan.Fault == WireFault.None)
                return Take(question, scan, from, content) with { Skipped = dropped + scan.Start };
            if (filled == _received.Length)
            {
                // Babble: the newest frame's worth is kept, for the answer may have begun in it.
                var stale = filled - (2 * RtuFrame.MaxLength);
                _received.AsSpan(stale).CopyTo(_received);
                filled -= stale;
                dropped += stale;
            }

            // The rest of a frame needs its time on the wire too; a timer may be a little late, the wait for bytes is not.
            var missing = question.Request.AnswerPduLength + RtuFrame.Overhead - filled;
            if (missing > 0)
                await _sleep.AlmostUntilAsync(LineClock.Earlier(_lastByte + RtuTiming.OnWire(_baud, missing) - TimerLate, question.Until), cancel);
        }
    }

    private RtuScan Scan(in RtuQuestion question, int filled, out int from)
    {
        var received = _received.AsSpan(0, filled);
        from = _echo.AnswerFrom(received, _request.AsSpan(0, question.Length));
        return from < 0 ? new RtuScan(WireFault.Noise, 0, 0, ModbusExceptionCode.None) : RtuScan.Find(received[from..], question.Unit, question.Request);
    }

    private ModbusOutcome Take(in RtuQuestion question, in RtuScan scan, int from, Memory<byte> content)
    {
        var start = from + scan.Start;
        _echo.Learn(question.Request, start, _received.AsSpan(0, start), _request.AsSpan(0, question.Length));
        _isInDoubt = false;
        if (!question.IsInDoubt)
            _quarantinedUntil = _lastByte;
        _gate.Keeper.Proven();
        if (scan.Exception != ModbusExceptionCode.None)
            return ModbusOutcome.Refused(question.Asked, _lastByte, scan.Exception);
        var pdu = _received.AsSpan(start + 1, scan.Length - RtuFrame.Overhead);
        return ModbusOutcome.Answer(question.Asked, _lastByte, question.Request.CopyContent(pdu, content.Span));
    }

    private ModbusOutcome Missed(MonotonicTick asked, WireFault nearest, int filled) => (filled, nearest) switch
    {
        (0, _) => Fail(asked, ModbusFailureKind.Timeout, ""),
        (_, WireFault.Checksum) => Fail(asked, ModbusFailureKind.Checksum, ""),
        (_, WireFault.Incomplete) => Fail(asked, ModbusFailureKind.Timeout, "the answer broke off"),
        _ => Fail(asked, ModbusFailureKind.Malformed, nearest.ToString()),
    };

    private ModbusOutcome Fail(MonotonicTick asked, ModbusFailureKind kind, string cause) => ModbusOutcome.Failed(asked, _clock.Now(), kind, cause);
}
