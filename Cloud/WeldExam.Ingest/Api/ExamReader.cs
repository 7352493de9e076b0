using System.Collections.Immutable;
using System.Text.Json;
using WeldExam.Centre.Archive;
using WeldExam.Centre.Boxes;
using WeldExam.Centre.Verification;
using WeldExam.Contracts.Files;
using WeldExam.Exam.Journal;

namespace WeldExam.Ingest.Api;

/// <summary>The archive as the API and the pages show it.</summary>
public sealed class ExamReader(ICentreStore store, SittingFold sittings, BoxPresences presences)
{
    public async ValueTask<IReadOnlyList<ExamView>> ExamsAsync(CancellationToken cancel)
    {
        var parts = (await store.PartsAsync(cancel)).ToDictionary(part => part.Journal);
        var alarms = (await store.AlarmsAsync(cancel)).ToLookup(alarm => alarm.Journal);
        var views = new List<ExamView>();
        foreach (var row in await store.JournalsAsync(cancel))
        {
            if (parts.TryGetValue(row.Journal, out var part))
                views.Add(await ViewAsync(part, row, alarms[row.Journal], cancel));
        }

        return views;
    }

    public async ValueTask<ExamView?> ExamAsync(JournalId journal, CancellationToken cancel)
    {
        if (await store.FindPartAsync(journal, cancel) is not { } part || await store.FindJournalAsync(journal, cancel) is not { } row)
            return null;
        return await ViewAsync(part, row, (await store.AlarmsAsync(cancel)).Where(alarm => alarm.Journal == journal), cancel);
    }

    /// <summary>The sheet the box sealed or concluded, else the centre's own; null when there is none yet.</summary>
    public async ValueTask<SheetRow?> SheetAsync(JournalId journal, CancellationToken cancel) =>
        await store.FindPartAsync(journal, cancel) is { } part ? await SheetAsync(part, await store.FindJournalAsync(journal, cancel), cancel) : null;

    /// <summary>All verified blocks one after another: the box's file as far as it is held. Null for an unknown journal.</summary>
    public async ValueTask<byte[]?> FileAsync(JournalId journal, CancellationToken cancel)
    {
        if (await store.FindJournalAsync(journal, cancel) is null)
            return null;
        using var file = new MemoryStream();
        foreach (var block in await store.BlocksAsync(journal, BlockStanding.Chained, 0, int.MaxValue, cancel))
            file.Write(block.Bytes.Span);
        return file.ToArray();
    }

    public async ValueTask<SittingReport?> SittingAsync(SittingId sitting, CancellationToken cancel)
    {
        if (await sittings.OfAsync(sitting, cancel) is not { } view)
            return null;
        var parts = ImmutableArray.CreateBuilder<ExamView>();
        foreach (var part in view.Parts)
        {
            if (await ExamAsync(part.Journal, cancel) is { } exam)
                parts.Add(exam);
        }

        var total = view.Total as Scored;
        return new(
            sitting.ToString(),
            parts.ToImmutable(),
            [.. view.Verified.Select(journal => journal.ToString())],
            total is null ? null : JsonElement.Parse(total.Json.Span),
            total?.Hash.ToString(),
            (view.Total as NoScore)?.Reason);
    }

    public async ValueTask<IReadOnlyList<AlarmView>> AlarmsAsync(CancellationToken cancel) => [.. (await store.AlarmsAsync(cancel)).Select(View)];

    public async ValueTask<IReadOnlyList<PaperView>> PapersAsync(CancellationToken cancel) =>
        [.. (await store.PapersAsync(cancel)).Select(paper => new PaperView(paper.Hash.ToString(), paper.Id, paper.Version, paper.Status))];

    public async ValueTask<IReadOnlyList<PolicyView>> PoliciesAsync(CancellationToken cancel) =>
        [.. from row in await store.PoliciesAsync(cancel)
            let policy = PaperPolicy.TryRead(row.Content.Span, out _)
            select new PolicyView(row.Hash.ToString(), policy)];

    public async ValueTask<IReadOnlyList<BoxView>> BoxesAsync(CancellationToken cancel) => [.. (await store.BoxesAsync(cancel)).Select(View)];

    private async ValueTask<SheetRow?> SheetAsync(PartRow part, JournalRow? row, CancellationToken cancel)
    {
        foreach (var hash in (Exam.Hash256?[])[row?.Seal?.SheetHash, part.ConcludedSheet, part.ReScore.Sheet])
        {
            if (hash is { } known && await store.FindSheetAsync(known, cancel) is { } sheet)
                return sheet;
        }

        return null;
    }

    private async ValueTask<ExamView> ViewAsync(PartRow part, JournalRow row, IEnumerable<Alarm> alarms, CancellationToken cancel)
    {
        var (score, verdict, paperStatus) = Claim(await SheetAsync(part, row, cancel));
        return new(
            row.Journal.ToString(),
            part.Sitting.ToString(),
            part.Candidate,
            row.Origin?.Point,
            row.Origin?.Station,
            row.Origin?.Box,
            part.Subject,
            part.Task,
            part.Attempt,
            Word(part.Mode),
            part.IsTest,
            part.PaperId,
            part.Paper.ToString(),
            paperStatus,
            row.Seal is not null,
            score,
            verdict,
            row.Standing != JournalStanding.Held && row.Seal?.Root != RootCheck.Differs,
            row.Standing == JournalStanding.Held,
            Word(part.ReScore.Outcome),
            part.ReScore.Reason,
            part.ReScore.Points,
            row.Seal?.SheetHash.ToString(),
            row.Seal?.MerkleRoot.ToString(),
            row.Seal?.Sha256.ToString(),
            row.Count,
            [.. alarms.Select(View)]);
    }

    /// <summary>A box's sheet is its claim: what cannot be read in it is not known.</summary>
    private static (string? Score, string? Verdict, string? PaperStatus) Claim(SheetRow? sheet)
    {
        if (sheet is null)
            return (null, null, null);
        try
        {
            using var json = JsonDocument.Parse(sheet.Json);
            var isVetoed = json.RootElement.TryGetProperty("vetoed", out var vetoed) && vetoed.ValueKind == JsonValueKind.True;
            var status = json.RootElement.TryGetProperty("paper", out var paper) ? Text(paper, "status") : null;
            return (Text(json.RootElement, "points"), isVetoed ? "vetoed" : Text(json.RootElement, "outcome"), status);
        }
        catch (JsonException)
        {
            return (null, null, null);
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static AlarmView View(Alarm alarm) => new(Word(alarm.Kind), alarm.Subject, alarm.Journal?.ToString(), alarm.At, alarm.Detail, alarm.Count);

    private BoxView View(Box box) => new(
        box.Name,
        box.Point,
        [.. box.DeviceKeys.Select(key => Convert.ToHexStringLower(key.Span))],
        [.. box.Stations.Select(station => StationOf(new(box.Point, station)))]);

    private StationView StationOf(Contracts.Topics.BoxAddress address) => new(
        address.Station,
        Word(presences.Of(address)),
        [.. (presences.ReadinessOf(address)?.Tasks ?? []).Select(task => new ReadinessView(task.Task, Word(task.Verdict), task.Reasons))]);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
