using System.Collections.Immutable;
using WeldExam.Centre.Issue;
using WeldExam.Centre.Verification;
using WeldExam.Contracts.Files;
using WeldExam.Ingest.Configuration;

namespace WeldExam.Ingest.Broker;

/// <summary>Puts papers, rosters and policies in force and publishes them, one at a time.</summary>
public sealed partial class IssueOffice(IssueDesk desk, PartVerifier verifier, CentreConfiguration configuration, ILogger<IssueOffice> logger) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Takes the files that the configuration names. A wrong one stops the start.</summary>
    /// <exception cref="ConfigurationException">A file is refused.</exception>
    public async ValueTask LoadAsync(CancellationToken cancel)
    {
        var errors = new List<string>();
        string[] papers = configuration.PapersFolder is { } folder ? Directory.GetFiles(folder, "*.yaml") : [];
        foreach (var path in papers.Order(StringComparer.Ordinal))
            errors.AddRange((await desk.PaperAsync(path, await File.ReadAllBytesAsync(path, cancel), cancel)).Errors);
        foreach (var path in configuration.Rosters)
            errors.AddRange((await desk.RosterAsync(await File.ReadAllBytesAsync(path, cancel), cancel)).Errors.Select(error => $"{path}: {error}"));
        foreach (var path in configuration.Staff)
            errors.AddRange((await desk.StaffAsync(await File.ReadAllBytesAsync(path, cancel), cancel)).Errors.Select(error => $"{path}: {error}"));
        if (errors.Count > 0)
            throw new ConfigurationException(errors);
    }

    /// <summary>Publishes everything in force, retained.</summary>
    public async ValueTask IssueAllAsync(IBoxBroker broker, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            await SendAsync(await desk.InForceAsync(cancel), broker, cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes an uploaded file; when it is in force, it is issued and parts that waited for it are re-scored.</summary>
    public async ValueTask<ImmutableArray<string>> UploadAsync(FileKind kind, ReadOnlyMemory<byte> content, IBoxBroker broker, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var outcome = kind switch
            {
                FileKind.Paper => await desk.PaperAsync("paper", content, cancel),
                FileKind.Policy => await desk.PolicyAsync(content, cancel),
                FileKind.Staff => await desk.StaffAsync(content, cancel),
                _ => await desk.RosterAsync(content, cancel),
            };
            await SendAsync(outcome.Messages, broker, cancel);
            if (kind == FileKind.Paper && outcome.IsInForce)
                await verifier.VerifyOpenAsync(cancel);
            return outcome.Errors;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async ValueTask SendAsync(ImmutableArray<IssuedMessage> messages, IBoxBroker broker, CancellationToken cancel)
    {
        foreach (var message in messages)
        {
            if (!await broker.SendAsync(message.Topic.ToString(), message.Bytes, retain: true, cancel))
                LogNotIssued(message.Topic.ToString());
        }
    }

    [LoggerMessage(EventId = 7401, Level = LogLevel.Warning, Message = "{Topic} could not be issued now; it is issued with the next connection")]
    private partial void LogNotIssued(string topic);
}
