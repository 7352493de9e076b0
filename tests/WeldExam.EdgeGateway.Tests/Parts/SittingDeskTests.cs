using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WeldExam.Contracts.Signing;
using WeldExam.EdgeGateway.Keys;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.TestKit.Journals;
using WeldExam.TestKit.Stations;

namespace WeldExam.EdgeGateway.Tests.Parts;

/// <summary>A total is made of all sealed parts or not at all.</summary>
public sealed class SittingDeskTests : IDisposable
{
    private const string BoxName = "box-1";

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_part_that_scores_to_another_sheet_than_it_was_sealed_with_leaves_no_total()
    {
        var sitting = Write(SampleEntries.Digest(1));
        await using var point = await RunningBox.StartAsync(_folder, BoxName, PapersFolder(), _stop.Token);
        using var total = await point.Http.GetAsync(new Uri($"/api/v1/sittings/{sitting}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Conflict, total.StatusCode);
        Assert.Contains("sealed with", await total.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("part.notScored", await CloseAsync(point, sitting));
        using var resit = await point.Http.GetAsync(new Uri($"/api/v1/sittings/{sitting}/resit", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Conflict, resit.StatusCode);
    }

    [Fact]
    public async Task What_may_be_sat_again_is_told_with_its_reasons()
    {
        var paper = TestPaper.Sample;
        var sitting = Write(((ScoreSheet)Scoring.Score(paper, [.. Entries(paper).Select((entry, i) => new Recorded(0, default, new(1000 + i), entry))])).Hash);
        await using var point = await RunningBox.StartAsync(_folder, BoxName, PapersFolder(), _stop.Token);
        var offer = (await point.Http.GetFromJsonAsync<JsonNode>(new Uri($"/api/v1/sittings/{sitting}/resit", UriKind.Relative), Cancel))!;
        Assert.False(offer["isOpen"]!.GetValue<bool>());
        Assert.Equal("resit.notSettled", offer["reasons"]![0]!["code"]!.GetValue<string>());
        using var unknown = await point.Http.GetAsync(new Uri($"/api/v1/sittings/{Guid.Empty}/resit", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_part_whose_paper_the_box_lacks_leaves_no_total()
    {
        var sitting = Write(SampleEntries.Digest(1));
        await using var point = await RunningBox.StartAsync(_folder, BoxName, practicePapers: null, _stop.Token);
        Assert.Equal("part.notScored", await CloseAsync(point, sitting));
    }

    private static async Task<string> CloseAsync(RunningBox point, Guid sitting)
    {
        using var answer = await point.Http.PostAsync(new Uri($"/api/v1/sittings/{sitting}/close", UriKind.Relative), null, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var refusal = await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel);
        return refusal!["reasons"]![0]!["code"]!.GetValue<string>();
    }

    private string PapersFolder()
    {
        var folder = _folder.At("papers");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "sample.yaml"), System.Text.Encoding.UTF8.GetBytes(TestPaper.Text));
        return folder;
    }

    private Guid Write(Exam.Hash256 sheet)
    {
        using var device = KeyFile.LoadOrCreate(_folder.At("device.pem"));
        var signer = EvidenceSigner.Certified(BoxName, new(new Guid(1, 1, 1, [1, 2, 3, 4, 5, 6, 7, 8])), KeyFile.CreateEphemeral(), device);
        var entries = Entries(TestPaper.Sample);
        var journal = entries.Aggregate(new JournalBuilder(SampleEntries.Journal(1), signer), (builder, entry) => builder.Add(0, entry)).Seal(1000, sheet);
        Directory.CreateDirectory(_folder.At("data/journals"));
        File.WriteAllBytes(_folder.At($"data/journals/{journal.Journal}.wxj"), journal.ToArray());
        return ((Opened)entries[0]).Part!.Sitting.Value;
    }

    /// <summary>A part that was opened and never begun.</summary>
    private static Entry[] Entries(Paper paper)
    {
        var opened = SampleEntries.OpenedBy(BoxName);
        var part = opened.Part! with { Subject = "K1", Task = "K11", Paper = paper.Hash, PaperId = $"{paper.Id} {paper.Version}", Semantics = paper.Semantics };
        return [opened with { Part = part }, new ClockAnchor(new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero), ClockSource.Ntp, TimeSpan.Zero)];
    }
}
