using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;
using WeldExam.Protocols.IdCard;

namespace WeldExam.Drivers.IdCards;

/// <summary>A reader of second-generation ID cards: find, select, read. After a card was read it must be taken away before the next
/// identity: a card that stays is refused, so that one person's card never stands for the next.</summary>
/// <param name="line">The reader's port, usually 115200 8N1, which this reader owns.</param>
/// <param name="options">Times.</param>
/// <param name="clock">The box's clock; its date decides on a card's validity.</param>
/// <param name="logger">Hears of the reader going and coming; never of a card.</param>
public sealed partial class IdCardReader(IByteLine line, IdCardReaderOptions options, TimeProvider clock, ILogger<IdCardReader> logger) : IDisposable
{
    private readonly SdtExchange _reader = new(line, options, clock);
    private readonly SemaphoreSlim _turn = new(1);
    private byte[]? _taken;
    private bool _sawArrival;
    private bool _answers = true;

    /// <summary>One attempt. <see cref="CardRefusal.NoCard"/> means: ask again soon.</summary>
    public async ValueTask<CardOutcome> ReadAsync(CancellationToken cancel)
    {
        CardOutcome outcome;
        await _turn.WaitAsync(cancel);
        try
        {
            outcome = await AttemptAsync(cancel);
        }
        finally
        {
            _turn.Release();
        }

        var answers = outcome is not CardRefused { Reason: CardRefusal.ReaderSilent or CardRefusal.ReaderDown };
        if (answers != _answers)
            LogAnswers(logger, line.Name, _answers = answers, (outcome as CardRefused)?.Detail ?? "");
        return outcome;
    }

    /// <summary>Looks until there is something to tell other than that no card is there, or the deadline passes.</summary>
    public async ValueTask<CardOutcome> AwaitAsync(MonotonicTick deadline, CancellationToken cancel)
    {
        while (true)
        {
            var outcome = await ReadAsync(cancel);
            if (outcome is not CardRefused { Reason: CardRefusal.NoCard } || clock.Now() >= deadline)
                return outcome;
            await clock.UntilAsync(LineClock.Earlier(deadline, clock.Now() + options.LookEvery), cancel);
        }
    }

    /// <summary>Between the looks that people ask for, notices that the card which was read was taken away: whoever lays it down again
    /// later is not taken for somebody who never took it up. What a card still says meanwhile goes nowhere.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        while (true)
        {
            await clock.UntilAsync(clock.Now() + options.WatchEvery, cancel);
            if (_taken is null || !await _turn.WaitAsync(TimeSpan.Zero, cancel))
                continue;
            try
            {
                await NoticeRemovalAsync(cancel);
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>The number of the reader's security module, as printed on it; null while it does not answer.</summary>
    public async ValueTask<string?> SamIdAsync(CancellationToken cancel)
    {
        var (end, answer) = await _reader.AskAsync(SdtCommand.SamId, cancel);
        return end == LineEnd.Done && answer.Status == SdtStatus.Ok && answer.TrySamId(out var samId) ? samId : null;
    }

    /// <summary>Whether the reader says that it is well.</summary>
    public async ValueTask<bool> IsWellAsync(CancellationToken cancel)
    {
        var (end, answer) = await _reader.AskAsync(SdtCommand.Status, cancel);
        return end == LineEnd.Done && answer.Status == SdtStatus.Ok;
    }

    public void Dispose()
    {
        line.Dispose();
        _turn.Dispose();
    }

    private async ValueTask NoticeRemovalAsync(CancellationToken cancel)
    {
        var (end, found) = await _reader.AskAsync(SdtCommand.Find, cancel);
        if (end != LineEnd.Done || found.Status is not (SdtStatus.FindFailed or SdtStatus.SelectFailed))
            return;
        (end, var read) = await _reader.AskAsync(SdtCommand.Read, cancel);
        if (end == LineEnd.Done && read.Status != SdtStatus.Ok)
            NotRead(arrived: false, read.Status);
    }

    private async ValueTask<CardOutcome> AttemptAsync(CancellationToken cancel)
    {
        var (end, found) = await _reader.AskAsync(SdtCommand.Find, cancel);
        if (end != LineEnd.Done)
            return Unanswered(end);
        var arrives = found.Status == SdtStatus.Found;
        if (arrives)
        {
            _sawArrival = true;
            (end, var selected) = await _reader.AskAsync(SdtCommand.Select, cancel);
            if (end != LineEnd.Done)
                return Unanswered(end);
            if (selected.Status is not (SdtStatus.Ok or SdtStatus.FindFailed or SdtStatus.SelectFailed))
                return Refused(CardRefusal.ReaderRefused, $"select {(byte)selected.Status:X2}");
        }
        else if (found.Status is not (SdtStatus.FindFailed or SdtStatus.SelectFailed))
        {
            return Refused(CardRefusal.ReaderRefused, $"find {(byte)found.Status:X2}");
        }

        // A card that stayed is not found again, but can be read: on 80 and 81 reading is tried once.
        (end, var read) = await _reader.AskAsync(SdtCommand.Read, cancel);
        if (end != LineEnd.Done)
            return Unanswered(end);
        return read.Status == SdtStatus.Ok && read.TryTextAndPhoto(out var text, out var photo)
            ? Take(text, photo)
            : NotRead(arrives, read.Status);
    }

    private CardOutcome Take(ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> photo)
    {
        var print = SHA256.HashData(text.Span);
        if (!_sawArrival || (_taken is not null && _taken.AsSpan().SequenceEqual(print)))
            return Refused(CardRefusal.PreviousCardStillThere);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(options.CivilOffset).DateTime);
        var outcome = CardCheck.Judge(text, photo, today, clock.Now());
        if (outcome is CardRead)
        {
            _taken = print;
            _sawArrival = false;
        }

        return outcome;
    }

    private CardRefused NotRead(bool arrived, SdtStatus status)
    {
        if (arrived)
            return Refused(CardRefusal.RemovedHalfWay, $"read {(byte)status:X2}");

        // Neither found nor readable: the reader is empty, whoever comes next brings a card.
        _taken = null;
        _sawArrival = false;
        return Refused(CardRefusal.NoCard);
    }

    private CardRefused Unanswered(LineEnd end) =>
        end == LineEnd.Down ? Refused(CardRefusal.ReaderDown, _reader.Cause) : Refused(CardRefusal.ReaderSilent);

    private CardRefused Refused(CardRefusal reason, string detail = "") => new(clock.Now(), reason, detail);

    [LoggerMessage(EventId = 2201, Level = LogLevel.Warning, Message = "ID card reader {Line} answering: {Answering} {Cause}")]
    private static partial void LogAnswers(ILogger logger, string line, bool answering, string cause);
}
