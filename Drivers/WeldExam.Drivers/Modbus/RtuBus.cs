using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Modbus;

/// <summary>Modbus RTU over a serial line, or over TCP through a converter. A stale answer can never be taken for a fresh one: after
/// every fault the line is drained until it has been silent for t3.5 and the device's longest answer time is over; only then is
/// anything sent again.</summary>
/// <param name="line">The line, which this bus owns.</param>
/// <param name="baud">The line's speed, from which silence and wire times follow.</param>
/// <param name="options">Queue and re-opening.</param>
/// <param name="jitter">Seeded randomness for the pauses between attempts to open.</param>
/// <param name="clock">The box's clock.</param>
/// <param name="logger">Hears of the line going and coming.</param>
public sealed class RtuBus(IByteLine line, int baud, ModbusLinkOptions options, Random jitter, TimeProvider clock, ILogger<RtuBus> logger)
    : IModbusLink, IDisposable
{
    private const int ShortestAnswer = 5;

    private readonly BusTurns _turns = new(options.QueueLength, clock);
    private readonly LineKeeper _keeper = new(line, options, jitter, clock, logger);
    private readonly TimeSpan _silence = RtuTiming.Silence(baud);
    private readonly byte[] _request = new byte[RtuFrame.MaxLength];
    private readonly byte[] _received = new byte[2 * RtuFrame.MaxLength];
    private MonotonicTick _lastByte = new(long.MinValue / 2);
    private MonotonicTick _quarantinedUntil = new(long.MinValue / 2);

    public string Name => line.Name;

    public async ValueTask<ModbusReply> AskAsync(ModbusPeer peer, ModbusRequest request, MonotonicTick deadline, CancellationToken cancel)
    {
        if (!await _turns.TakeAsync(deadline, cancel))
            return Fail(clock.Now(), ModbusFailureKind.NotAsked, "the bus was taken until the deadline");
        try
        {
            var (isOpen, fresh) = await _keeper.EnsureOpenAsync(deadline, cancel);
            if (!isOpen)
                return Fail(clock.Now(), ModbusFailureKind.LinkDown, _keeper.Cause);

            // What a converter still holds from before belongs to nobody.
            if (fresh)
                _lastByte = clock.Now();
            return await SettleAsync(peer.Gap, deadline, cancel) switch
            {
                LineEnd.Done => await ExchangeAsync(peer, request, deadline, cancel),
                LineEnd.Down => Fail(clock.Now(), ModbusFailureKind.LinkDown, _keeper.Cause),
                _ => Fail(clock.Now(), ModbusFailureKind.NotAsked, "the line was not silent before the deadline"),
            };
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => line.Dispose();

    // Drains until nothing has come for t3.5 and the quarantine is over.
    private async ValueTask<LineEnd> SettleAsync(TimeSpan gap, MonotonicTick deadline, CancellationToken cancel)
    {
        while (true)
        {
            var quietAt = LineClock.Later(_lastByte + (gap > _silence ? gap : _silence), _quarantinedUntil);
            var read = await line.ReadAsync(_received, LineClock.Earlier(quietAt, deadline), cancel);
            switch (read.End)
            {
                case LineEnd.Down:
                    _keeper.Down(read.Cause);
                    return LineEnd.Down;
                case LineEnd.Done:
                    _lastByte = clock.Now();
                    break;
                case LineEnd.Deadline when clock.Now() >= quietAt:
                    return LineEnd.Done;
                case LineEnd.Deadline when clock.Now() >= deadline:
                    return LineEnd.Deadline;
                default:
                    break;
            }
        }
    }

    private async ValueTask<ModbusReply> ExchangeAsync(ModbusPeer peer, ModbusRequest request, MonotonicTick deadline, CancellationToken cancel)
    {
        var length = RtuFrame.Write(peer.Unit, request, _request);
        var asked = clock.Now();
        var sent = asked + RtuTiming.OnWire(baud, length);

        // Stands until a fitting answer lifts it, also when the caller gives up half-way.
        _quarantinedUntil = sent + peer.LongestAnswer;
        var write = await line.WriteAsync(_request.AsMemory(0, length), deadline, cancel);
        if (write.End != LineEnd.Done)
        {
            _keeper.Down(write.End == LineEnd.Down ? write.Cause : "takes no bytes");
            return Fail(asked, ModbusFailureKind.LinkDown, _keeper.Cause);
        }

        // Nothing can be an answer before the wire has carried the request and the shortest answer: until then nobody looks.
        _lastByte = sent;
        var until = LineClock.Earlier(sent + peer.ResponseTimeout, deadline);
        await clock.AlmostUntilAsync(LineClock.Earlier(sent + RtuTiming.OnWire(baud, ShortestAnswer), until), cancel);
        return await AnswerAsync(peer, request, asked, until, cancel);
    }

    private async ValueTask<ModbusReply> AnswerAsync(
        ModbusPeer peer, ModbusRequest request, MonotonicTick asked, MonotonicTick until, CancellationToken cancel)
    {
        var filled = 0;
        var dropped = 0;
        var scan = default(RtuScan);
        while (true)
        {
            var read = await line.ReadAsync(_received.AsMemory(filled), until, cancel);
            if (read.End == LineEnd.Down)
            {
                _keeper.Down(read.Cause);
                return Fail(asked, ModbusFailureKind.LinkDown, read.Cause);
            }

            if (read.End == LineEnd.Deadline)
                return Missed(asked, scan.Fault, filled) with { Skipped = dropped + filled };
            _lastByte = clock.Now();
            filled += read.Count;
            scan = RtuScan.Find(_received.AsSpan(0, filled), peer.Unit, request);
            if (scan.Fault == WireFault.None)
            {
                _quarantinedUntil = _lastByte;
                _keeper.Proven();
                return Reply(request, asked, scan) with { Skipped = dropped + scan.Start };
            }

            if (filled == _received.Length)
            {
                // Babble: the newest frame's worth is kept, for the answer may have begun in it.
                _received.AsSpan(RtuFrame.MaxLength).CopyTo(_received);
                filled -= RtuFrame.MaxLength;
                dropped += RtuFrame.MaxLength;
            }

            // The rest of a frame needs its time on the wire too.
            var missing = request.AnswerPduLength + RtuFrame.Overhead - filled;
            if (missing > 0)
                await clock.AlmostUntilAsync(LineClock.Earlier(_lastByte + RtuTiming.OnWire(baud, missing), until), cancel);
        }
    }

    private ModbusReply Reply(in ModbusRequest request, MonotonicTick asked, RtuScan scan)
    {
        if (scan.Exception != ModbusExceptionCode.None)
            return new ModbusFailure(asked, _lastByte, ModbusFailureKind.Exception, scan.Exception, "");
        var pdu = _received.AsSpan(scan.Start + 1, scan.Length - RtuFrame.Overhead);
        var content = new byte[request.HasContent ? pdu.Length - 2 : 0];
        request.CopyContent(pdu, content);
        return new ModbusAnswer(asked, _lastByte, content);
    }

    private ModbusFailure Missed(MonotonicTick asked, WireFault nearest, int filled) => (filled, nearest) switch
    {
        (0, _) => Fail(asked, ModbusFailureKind.Timeout, ""),
        (_, WireFault.Checksum) => Fail(asked, ModbusFailureKind.Checksum, ""),
        (_, WireFault.Incomplete) => Fail(asked, ModbusFailureKind.Timeout, "the answer broke off"),
        _ => Fail(asked, ModbusFailureKind.Malformed, nearest.ToString()),
    };

    private ModbusFailure Fail(MonotonicTick asked, ModbusFailureKind kind, string cause) =>
        new(asked, clock.Now(), kind, ModbusExceptionCode.None, cause);
}
