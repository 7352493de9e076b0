using WeldExam.Centre.Archive;
using WeldExam.Centre.Verification;
using WeldExam.Exam.Journal;
using WeldExam.Ingest.Broker;

namespace WeldExam.Ingest.Hosting;

/// <summary>Re-scores sealed parts beside ingest.</summary>
public sealed partial class VerificationService(
    PartVerifier verifier, MessageDesk desk, ICentreStore store, TimeProvider clock, ILogger<VerificationService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host's start does not wait for old parts
        foreach (var part in await store.PartsAsync(stoppingToken))
        {
            if (part.ReScore.Outcome is ReScoreOutcome.Pending or ReScoreOutcome.NotYet)
                await VerifyAsync(part.Journal, stoppingToken);
        }

        while (await desk.SealedParts.WaitToReadAsync(stoppingToken))
        {
            while (desk.SealedParts.TryRead(out var journal))
                await VerifyAsync(journal, stoppingToken);
        }
    }

    private async ValueTask VerifyAsync(JournalId journal, CancellationToken stopping)
    {
        try
        {
            if (await verifier.VerifyAsync(journal, stopping) is { } result)
                LogVerified(journal, result.Outcome, result.Reason);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Supervisor's edge: a bug in scoring must not keep other parts from being verified, nor stay unseen.
            LogFailed(exception, journal);
            var alarm = new Alarm(AlarmKind.ScoreDiffers, journal.ToString(), journal, clock.GetUtcNow(), $"re-scoring failed: {exception.GetType().Name}");
            await store.CommitAsync(new CentreChange { Alarms = [alarm] }, stopping);
        }
    }

    [LoggerMessage(EventId = 7501, Level = LogLevel.Information, Message = "Part {Journal} re-scored: {Outcome} {Reason}")]
    private partial void LogVerified(JournalId journal, ReScoreOutcome outcome, string reason);

    [LoggerMessage(EventId = 7502, Level = LogLevel.Error, Message = "Part {Journal} could not be re-scored")]
    private partial void LogFailed(Exception exception, JournalId journal);
}
