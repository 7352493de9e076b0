using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Scanning;

/// <summary>One question of a scan: who, how the line is set, and what.</summary>
/// <param name="Settings">How the port is set; null behind TCP.</param>
/// <param name="Unit">1–247; behind TCP also 0 and 255.</param>
/// <param name="Question">A read, see <see cref="ScanQuestions.IsHarmless"/>.</param>
/// <param name="Patience">How long to wait.</param>
public sealed record ScanStep(SerialSettings? Settings, byte Unit, ModbusRequest Question, ScanPatience Patience)
{
    private const int RequestLength = 8;

    /// <summary>What connecting may take; a port opens at once.</summary>
    internal static readonly TimeSpan Connecting = TimeSpan.FromSeconds(1);

    // Opening a port, timers that wake late.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(50);

    /// <summary>The most that the step may last, an answer's second reading and connecting apart: the line's falling silent, the request, the wait.</summary>
    public TimeSpan Longest => Slack + Settling + RequestOnWire + Peer.ResponseTimeout + (Peer.LongestAnswer > Peer.ResponseTimeout ? Peer.LongestAnswer - Peer.ResponseTimeout : TimeSpan.Zero);

    internal ModbusPeer Peer => new(new DeviceName("scan"), Unit)
    {
        ResponseTimeout = Patience.Answer + AnswerOnWire,
        LongestAnswer = Patience.LongestAnswer + AnswerOnWire,
    };

    /// <summary>From when the quarantine of the step before is over until this one's answer is none any more.</summary>
    internal TimeSpan ToAnswer => (Settings is null ? Connecting : TimeSpan.Zero) + Slack + Settling + RequestOnWire + Peer.ResponseTimeout;

    internal TimeSpan RequestOnWire => OnWire(RequestLength);

    private TimeSpan AnswerOnWire => OnWire(Question.AnswerPduLength + RtuFrame.Overhead);

    private TimeSpan Settling => Settings is { } serial ? RtuTiming.Silence(serial.Baud) : TimeSpan.Zero;

    private TimeSpan OnWire(int bytes) => Settings is { } serial ? RtuTiming.OnWire(serial.Baud, bytes) : TimeSpan.Zero;
}
