using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols;
using WeldExam.Protocols.IdCard;

namespace WeldExam.Drivers.IdCards;

/// <summary>One command to the reader and its fitting answer. SDT answers name no command, so after a silence nothing is sent before
/// the reader's longest answer time is over, and answers that cannot belong to the command are passed over.</summary>
internal sealed class SdtExchange(IByteLine line, IdCardReaderOptions options, TimeProvider clock)
{
    private readonly byte[] _received = new byte[2 * SdtFrame.MaxLength];
    private MonotonicTick _quarantinedUntil = new(long.MinValue);

    /// <summary>Why the line is down, after <see cref="LineEnd.Down"/>.</summary>
    public string Cause { get; private set; } = "";

    public async ValueTask<(LineEnd End, SdtAnswer Answer)> AskAsync(SdtCommand command, CancellationToken cancel)
    {
        var timeout = command is SdtCommand.Read or SdtCommand.ReadWithPrints ? options.ReadTimeout : options.FindTimeout;
        if (line.State != LineState.Open && await line.OpenAsync(clock.Now() + options.ReadTimeout, cancel) is { End: not LineEnd.Done } closed)
            return Down(closed);
        await clock.UntilAsync(_quarantinedUntil, cancel);
        line.Discard();

        // Stands until a fitting answer lifts it, also when the caller gives up half-way.
        var asked = clock.Now();
        _quarantinedUntil = asked + options.LongestAnswer;
        var until = asked + timeout;
        var write = await line.WriteAsync(SdtFrame.Encode(command), until, cancel);
        if (write.End != LineEnd.Done)
            return write.End == LineEnd.Down ? Down(write) : (LineEnd.Deadline, default);
        return await AnswerAsync(command, until, cancel);
    }

    private async ValueTask<(LineEnd End, SdtAnswer Answer)> AnswerAsync(SdtCommand command, MonotonicTick until, CancellationToken cancel)
    {
        var filled = 0;
        try
        {
            while (true)
            {
                var read = await line.ReadAsync(_received.AsMemory(filled), until, cancel);
                if (read.End != LineEnd.Done)
                    return read.End == LineEnd.Down ? Down(read) : (LineEnd.Deadline, default);
                filled += read.Count;
                WireFault fault;
                do
                {
                    fault = SdtFrame.TryRead(_received.AsSpan(0, filled), out var answer, out var consumed);
                    _received.AsSpan(consumed, filled - consumed).CopyTo(_received);
                    filled -= consumed;
                    if (fault == WireFault.None && Fits(command, answer))
                    {
                        _quarantinedUntil = clock.Now();
                        return (LineEnd.Done, answer);
                    }
                }
                while (fault == WireFault.None);
            }
        }
        finally
        {
            // The card's text does not stay behind in a buffer.
            Array.Clear(_received);
        }
    }

    private static bool Fits(SdtCommand command, SdtAnswer answer) => command switch
    {
        SdtCommand.Find => answer.Status != SdtStatus.Ok,
        SdtCommand.Select => answer.Status != SdtStatus.Found && (answer.Status != SdtStatus.Ok || answer.Content.Length == 8),
        SdtCommand.Read => answer.Status != SdtStatus.Found && (answer.Status != SdtStatus.Ok || answer.TryTextAndPhoto(out _, out _)),
        SdtCommand.SamId => answer.Status != SdtStatus.Found && (answer.Status != SdtStatus.Ok || answer.Content.Length == 16),
        _ => true,
    };

    private (LineEnd End, SdtAnswer Answer) Down(LineOutcome outcome)
    {
        Cause = outcome.Cause;
        return (LineEnd.Down, default);
    }
}
