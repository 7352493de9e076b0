using System.Threading.Channels;
using WeldExam.EdgeGateway.Threads;

namespace WeldExam.EdgeGateway.Index;

/// <summary>The index's one owner: a thread of its own, so that neither LiteDB nor a rebuild can hold up a recording.</summary>
internal sealed partial class IndexDesk(PartIndex index, Func<Task<IReadOnlyList<MarkedPart>>> marks, TimeProvider clock, ILogger<IndexDesk> logger) : IDisposable
{
    /// <summary>How long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // One word is enough: whatever it was about, the next check looks at every journal. A word lost while one waits is the same word.
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly OneThread _thread = new("index", patience: TimeSpan.FromSeconds(5));
    private bool _isFailing;

    /// <summary>Says that a part has changed. Never waits and never fails.</summary>
    public void Changed() => _changes.Writer.TryWrite(true);

    /// <summary>Keeps the index up with the journals until cancelled.</summary>
    public Task RunAsync(CancellationToken cancel) => _thread.RunAsync(() => KeepUpAsync(cancel));

    /// <summary>Every part of the box, checked against its journal; null when the owner does not get to it in time.</summary>
    public async Task<IndexedParts?> AllAsync(CancellationToken cancel)
    {
        IndexedParts? all = null;
        var asked = _thread.RunAsync(async () => all = await CheckAsync());
        try
        {
            await asked.WaitAsync(Patience, clock, cancel);
            return all;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _changes.Writer.TryComplete();
        _thread.Post(_ => index.Dispose(), null);
        _thread.Dispose();
    }

    private async Task KeepUpAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await CheckAsync();
                _isFailing = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The supervisor of a part of the box that no recording needs: it says so once and goes on.
                if (!_isFailing)
                    LogFailing(exception);
                _isFailing = true;
            }

            await ChangedAsync(cancel);
        }
    }

    private async Task<IndexedParts> CheckAsync() => index.Check(await marks());

    private async Task ChangedAsync(CancellationToken cancel)
    {
        using var period = new CancellationTokenSource(Period, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, period.Token);
        try
        {
            if (await _changes.Reader.WaitToReadAsync(either.Token))
                _ = _changes.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // A minute has passed: whatever was not announced is found now.
        }
    }

    [LoggerMessage(EventId = 4311, Level = LogLevel.Error, Message = "Index of parts: the check failed")]
    private partial void LogFailing(Exception exception);
}
