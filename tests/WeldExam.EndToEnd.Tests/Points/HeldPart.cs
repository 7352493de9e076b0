using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Simulators.Exams;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>A sealed part as its box and the centre give it out.</summary>
internal sealed record HeldPart(Guid Id, byte[] AtBox, byte[] AtCentre, ScoreSheet Sheet, JsonNode Exam, string Box, byte[] DeviceKey, JournalReading Reading)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<HeldPart> GatherAsync(OneBoxPoint point, Guid part, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = point.Point.CentreUrl };
        var centre = new BoxClient(http, TimeProvider.System);
        var exam = await VerifiedAsync(centre, part, cancel);
        var box = point.Box;
        var journal = await box.Client.DownloadAsync($"/api/v1/parts/{part}/journal", cancel);
        var key = await Product.KeyAsync(Path.Combine(box.Folder, "device.pem"), cancel);
        var suite = new Es256Suite();
        return new(
            part,
            journal,
            await centre.DownloadAsync($"/api/v1/exams/{part}/journal", cancel),
            ScoreSheet.Parse(await box.Client.DownloadAsync($"/api/v1/parts/{part}/sheet", cancel)),
            exam,
            box.Name,
            key,
            JournalReading.Of(journal, DeviceTrust.Of(suite, box.Name, key)));
    }

    /// <summary>Box, centre, our reader and the independent one say the same of the same bytes.</summary>
    public async Task AssertAgreesAsync(CancellationToken cancel)
    {
        Assert.True(AtBox.AsSpan().SequenceEqual(AtCentre), $"{Id}: the centre's bytes are not the box's");
        Assert.Equal(Sha256, Exam["journalSha256"]!.GetValue<string>());
        Assert.True(Exam["chainOk"]!.GetValue<bool>(), Exam.ToJsonString());
        Assert.True(Exam["reScore"]!.GetValue<string>() == "matches", Exam.ToJsonString());
        Assert.Equal($"{Sheet.Points}", Exam["reScoredPoints"]!.GetValue<string>());
        Assert.Empty(Exam["alarms"]!.AsArray());

        Assert.True(Reading.IsSound, $"{Reading.Fault}");
        var seal = Assert.IsType<Sealed>(Reading.Seal);
        Assert.Equal(Reading.Blocks.Length - 1, seal.Blocks);
        Assert.Equal(Reading.MerkleRoot((int)seal.Blocks), seal.MerkleRoot);
        Assert.Equal(Sheet.Hash, seal.SheetHash);
        await AssertPeerAgreesAsync(cancel);
    }

    /// <summary>Ids of the human acts in the journal, in order.</summary>
    public ImmutableArray<Guid> Acts => [.. Reading.Entries.Select(recorded => CommandOf(recorded.Entry)).OfType<CommandId>().Select(command => command.Value)];

    private string Sha256 => Convert.ToHexStringLower(SHA256.HashData(AtBox));

    private async Task AssertPeerAgreesAsync(CancellationToken cancel)
    {
        var (code, peer) = await PythonReader.ReadAsync(AtBox, Box, DeviceKey, cancel);
        Assert.Equal((0, JsonValueKind.Null), (code, peer.GetProperty("fault").ValueKind));
        Assert.Equal(Reading.Blocks.Length, peer.GetProperty("blocks").GetInt32());
        Assert.Equal(Reading.Boots.Length, peer.GetProperty("epochs").GetInt32());
        Assert.Equal(Id.ToString("N"), peer.GetProperty("journal").GetString());
        Assert.Equal(Sha256, peer.GetProperty("sha256").GetString());
        Assert.True(peer.GetProperty("sealed").GetBoolean() && peer.GetProperty("merkleOk").GetBoolean());
        var ours = Reading.Entries.CountBy(recorded => recorded.Entry.GetType().Name).OrderBy(count => count.Key, StringComparer.Ordinal);
        var theirs = peer.GetProperty("entries").EnumerateObject().Select(count => KeyValuePair.Create(count.Name, count.Value.GetInt32()));
        Assert.Equal(ours, theirs.OrderBy(count => count.Key, StringComparer.Ordinal));
    }

    private static CommandId? CommandOf(Entry entry) => entry switch
    {
        SubjectStarted started => started.Command,
        SubjectEnded ended => ended.Command,
        Marked marked => marked.Command,
        Signed signed => signed.Command,
        _ => null,
    };

    /// <summary>Waits until the centre has the whole journal and has made up its mind.</summary>
    private static async Task<JsonNode> VerifiedAsync(BoxClient centre, Guid part, CancellationToken cancel)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            var exams = (await centre.GetAsync("/api/v1/exams", cancel)).AsArray();
            var exam = exams.FirstOrDefault(known => known!["id"]!.GetValue<string>() == part.ToString("N"));
            if (exam is not null && exam["isSealed"]!.GetValue<bool>() && exam["reScore"]!.GetValue<string>() != "pending")
                return exam.DeepClone();
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, cancel);
        }

        throw new TimeoutException($"the centre has not verified part {part:N} within {Patience.TotalSeconds} s");
    }
}
