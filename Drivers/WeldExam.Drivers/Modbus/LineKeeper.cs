using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Modbus;

/// <summary>Keeps a line open: opens it when needed, waits longer after each failure, and says once when it goes and once when it comes.</summary>
internal sealed partial class LineKeeper(
    IByteLine line, ModbusLinkOptions options, Random jitter, TimeProvider clock, ILogger logger)
{
    private MonotonicTick _nextTry = new(long.MinValue);
    private TimeSpan _pause = options.FirstPause;
    private bool _saidDown;

    /// <summary>Why the line is down; empty while it is not known to be.</summary>
    public string Cause { get; private set; } = "";

    /// <summary>Whether the line is open now, after one attempt if one is due. Fresh when it was opened just now.</summary>
    public ValueTask<(bool IsOpen, bool Fresh)> EnsureOpenAsync(MonotonicTick deadline, CancellationToken cancel) =>
        line.State == LineState.Open ? new((true, false))
        : clock.Now() < _nextTry ? new((false, false))
        : OpenAsync(deadline, cancel);

    /// <summary>The device spoke: the next loss starts with the shortest pause again.</summary>
    public void Proven() => _pause = options.FirstPause;

    /// <summary>The line is down, or must be given up.</summary>
    public void Down(string cause)
    {
        Cause = cause;
        line.Close();
        _nextTry = clock.Now() + _pause;
        if (_saidDown)
            return;
        _saidDown = true;
        LogDown(logger, line.Name, cause);
    }

    private async ValueTask<(bool IsOpen, bool Fresh)> OpenAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        var outcome = await line.OpenAsync(deadline, cancel);
        if (outcome.End != LineEnd.Done)
        {
            Down(outcome.Cause);
            _nextTry = clock.Now() + _pause + (_pause * (jitter.NextDouble() / 2));
            _pause = _pause * 2 < options.LongestPause ? _pause * 2 : options.LongestPause;
            return (false, false);
        }

        Cause = "";
        if (_saidDown)
            LogUp(logger, line.Name);
        _saidDown = false;
        return (true, true);
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Line {Line} is down: {Cause}")]
    private static partial void LogDown(ILogger logger, string line, string cause);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "Line {Line} is up again")]
    private static partial void LogUp(ILogger logger, string line);
}
