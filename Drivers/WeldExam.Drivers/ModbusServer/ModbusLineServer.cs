using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.ModbusServer;

/// <summary>A Modbus server of several units on a serial line that it may share with others. It answers only what is followed by silence: a master
/// that speaks on has given up on what it asked before.</summary>
public sealed partial class ModbusLineServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IByteLine _line;
    private readonly IServedFraming _framing;
    private readonly RequestDesk _desk;
    private readonly TimeProvider _clock;
    private readonly ILogger<ModbusLineServer> _logger;
    private readonly byte[] _received = new byte[2 * AsciiFrame.MaxLength];
    private readonly byte[] _request = new byte[ModbusPdu.MaxLength];
    private readonly byte[] _pdu = new byte[ModbusPdu.MaxLength];
    private readonly byte[] _answer = new byte[AsciiFrame.MaxLength];
    private int _filled;
    private bool _lost;
    private bool _saidDown;

    private ModbusLineServer(IByteLine line, IServedFraming framing, ServedUnits units, TimeProvider clock, ILogger<ModbusLineServer> logger)
    {
        (_line, _framing, _desk, _clock, _logger) = (line, framing, new RequestDesk(units), clock, logger);
    }

    /// <summary>A server of Modbus RTU, which owns its line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="baud">Bits per second, from which the silences follow.</param>
    /// <param name="units">What is served; a broadcast reaches all of them.</param>
    /// <param name="clock">The box's clock.</param>
    /// <param name="logger">Hears of the line going and coming.</param>
    public static ModbusLineServer Rtu(IByteLine line, int baud, ServedUnits units, TimeProvider clock, ILogger<ModbusLineServer> logger) =>
        new(line, new ServedRtu(baud), units, clock, logger);

    /// <summary>A server of Modbus ASCII, which owns its line.</summary>
    public static ModbusLineServer Ascii(IByteLine line, ServedUnits units, TimeProvider clock, ILogger<ModbusLineServer> logger) =>
        new(line, new ServedAscii(), units, clock, logger);

    /// <summary>Serves until cancelled; a line that is down is opened again, once a second.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        while (true)
        {
            if (_line.State != LineState.Open && await _line.OpenAsync(_clock.Now() + Patience, cancel) is { End: not LineEnd.Done } outcome)
            {
                Down(outcome.Cause);
                await Task.Delay(Patience, _clock, cancel);
                continue;
            }

            Up();
            await HearAsync(cancel);
        }
    }

    public void Dispose() => _line.Dispose();

    private async ValueTask HearAsync(CancellationToken cancel)
    {
        var isBegun = _filled > 0 || _lost;
        var read = await _line.ReadAsync(_received.AsMemory(_filled), _clock.Now() + (isBegun ? _framing.Silence : Patience), cancel);
        _filled += read.Count;
        if (read.End == LineEnd.Down)
            Down(read.Cause);
        if (read.End != LineEnd.Down && (read.End == LineEnd.Deadline || !_lost))
            await TakeAllAsync(read.End == LineEnd.Deadline, cancel);
        if (read.End != LineEnd.Done)
            (_filled, _lost) = (0, false);
        else if (_filled == _received.Length)
            (_filled, _lost) = (0, true);
    }

    private async ValueTask TakeAllAsync(bool isSilent, CancellationToken cancel)
    {
        while (_filled > 0)
        {
            var take = _framing.TryTake(_received.AsMemory(0, _filled), isSilent, out var unit, out var pdu, out var consumed);
            if (take is ServedTake.Lost or ServedTake.More)
            {
                _lost |= take == ServedTake.Lost;
                return;
            }

            pdu.CopyTo(_request);
            _received.AsSpan(consumed, _filled - consumed).CopyTo(_received);
            _filled -= consumed;
            if (take == ServedTake.Request && _filled == 0 && _desk.IsOurs(unit))
                await AnswerAsync(unit, _request.AsMemory(0, pdu.Length), cancel);
        }
    }

    private async ValueTask AnswerAsync(byte unit, ReadOnlyMemory<byte> pdu, CancellationToken cancel)
    {
        var silent = await _line.ReadAsync(_received, _clock.Now() + _framing.TurnAround, cancel);
        _filled = silent.Count;
        if (silent.End != LineEnd.Deadline)
            return;
        var length = _desk.AnswerOnLine(unit, pdu, _pdu);
        if (length == 0)
            return;
        var write = await _line.WriteAsync(_answer.AsMemory(0, _framing.Write(unit, _pdu.AsSpan(0, length), _answer)), _clock.Now() + Patience, cancel);
        if (write.End == LineEnd.Down)
            Down(write.Cause);
    }

    private void Down(string cause)
    {
        _line.Close();
        if (!_saidDown)
            LogDown(_line.Name, cause);
        _saidDown = true;
    }

    private void Up()
    {
        if (_saidDown)
            LogUp(_line.Name);
        _saidDown = false;
    }

    [LoggerMessage(EventId = 2403, Level = LogLevel.Warning, Message = "Line {Line}, which is served, is down: {Cause}")]
    private partial void LogDown(string line, string cause);

    [LoggerMessage(EventId = 2404, Level = LogLevel.Information, Message = "Line {Line}, which is served, is up again")]
    private partial void LogUp(string line);
}
