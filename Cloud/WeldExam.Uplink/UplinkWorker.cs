using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WeldExam.Contracts.Outbox;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;
using WeldExam.Uplink.Files;
using WeldExam.Uplink.Link;
using WeldExam.Uplink.Reports;

namespace WeldExam.Uplink;

/// <summary>Keeps one box in touch with the centre: sends blocks from the cursor, offers receipts to the outbox, reports, hands over issued files.
/// Runs on its caller's context from start to end; any number of losses of the link need no special case.</summary>
public sealed partial class UplinkWorker
{
    private readonly IBrokerLink _link;
    private readonly IJournalOutbox _outbox;
    private readonly UplinkOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<UplinkWorker> _logger;
    private readonly BlockSender _sender;
    private readonly Inbox _inbox;
    private readonly Reporter _reporter;
    private readonly Retry _retry;
    private readonly BrokerSession _session;
    private bool _isFirst = true;

    /// <summary>Something may be sent: blocks became durable, a receipt made room, or a second went by.</summary>
    private readonly Channel<bool> _nudge = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public UplinkWorker(
        IBrokerLink link,
        IJournalOutbox outbox,
        IStationReports reports,
        IFileAdoption adoption,
        ISignatureSuite suite,
        UplinkOptions options,
        TimeProvider clock,
        Random random,
        ILogger<UplinkWorker> logger)
    {
        if (options.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(options));
        (_link, _outbox, _options, _clock, _logger) = (link, outbox, options, clock, logger);
        _sender = new(link, outbox, options, clock);
        _inbox = new(outbox, adoption, suite, options, logger);
        _reporter = new(link, outbox, reports, options, clock);
        _retry = new(options.FirstRetry, options.LongestRetry, random);
        var ways = options.Stations.Select(BoxFilters.Issued).Prepend(BoxFilters.Receipts(options.Stations[0]));
        _session = new([.. ways], _reporter.Will);
    }

    /// <summary>Whether the centre's broker is reached at present.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Receipts that did not fit the own journal: somewhere a fork, which people must look at.</summary>
    public int Forks => _inbox.Forks;

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                var outcome = await _link.ConnectAsync(_session, cancel);
                Tell(outcome);
                if (outcome.IsConnected)
                    await ServeAsync(cancel);
                await Task.Delay(_retry.Next(), _clock, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await LeaveAsync();
        }
    }

    private async Task ServeAsync(CancellationToken cancel)
    {
        _retry.Reset();
        _sender.Restart();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_link.Lost, cancel);
        await Task.WhenAll(
            WhileAsync(SendAsync, ended),
            WhileAsync(ReceiveAsync, ended),
            WhileAsync(WatchAsync, ended),
            WhileAsync(_reporter.StatusAsync, ended),
            WhileAsync(LiveAsync, ended));
        cancel.ThrowIfCancellationRequested();
        Tell(ConnectOutcome.Failed("the link was lost"));
    }

    /// <summary>The end of one is the end of all; a fault goes up to the host.</summary>
    private static async Task WhileAsync(Func<CancellationToken, Task> work, CancellationTokenSource ended)
    {
        try
        {
            await work(ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
        finally
        {
            End(ended);
        }
    }

    /// <summary>Not CancelAsync: it goes over the thread pool and would leave the caller's context.</summary>
    private static void End(CancellationTokenSource ended) => ended.Cancel();

    private async Task SendAsync(CancellationToken ended)
    {
        while (true)
        {
            if (await _sender.PassAsync(ended))
                continue;
            await _nudge.Reader.WaitToReadAsync(ended);
            _nudge.Reader.TryRead(out _);
        }
    }

    private async Task ReceiveAsync(CancellationToken ended)
    {
        while (await _link.Received.WaitToReadAsync(ended))
        {
            while (_link.Received.TryRead(out var message))
            {
                if (await _inbox.TakeAsync(message, ended))
                    _nudge.Writer.TryWrite(true);
            }
        }
    }

    private async Task WatchAsync(CancellationToken ended)
    {
        while (true)
        {
            await _outbox.WaitAsync(ended);
            _nudge.Writer.TryWrite(true);
        }
    }

    private async Task LiveAsync(CancellationToken ended)
    {
        using var grid = new PeriodicTimer(_options.LivePeriod, _clock);
        while (await grid.WaitForNextTickAsync(ended))
        {
            _nudge.Writer.TryWrite(true);
            await _reporter.LiveAsync(ended);
        }
    }

    private async Task LeaveAsync()
    {
        if (IsConnected && !_link.Lost.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
            try
            {
                await _reporter.GoneAsync(limit.Token);
                await _link.DisconnectAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                // the will says it
            }
        }

        IsConnected = false;
    }

    private void Tell(ConnectOutcome outcome)
    {
        if (IsConnected == outcome.IsConnected && !(_isFirst && !outcome.IsConnected))
            return;
        (IsConnected, _isFirst) = (outcome.IsConnected, false);
        if (outcome.IsConnected)
            LogConnected();
        else
            LogNotConnected(outcome.Reason);
    }

    [LoggerMessage(EventId = 6101, Level = LogLevel.Information, Message = "The centre's broker is reached")]
    private partial void LogConnected();

    [LoggerMessage(EventId = 6102, Level = LogLevel.Warning, Message = "The centre's broker is not reached: {Reason}; blocks stay on this box")]
    private partial void LogNotConnected(string reason);
}
