using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WeldExam.Contracts.Signing;
using WeldExam.EdgeGateway.Keys;
using WeldExam.Exam.Journal;
using WeldExam.TestKit.Journals;

namespace WeldExam.EdgeGateway.Tests.Index;

/// <summary>A real box over a folder of journals from before its start, asked over HTTP.</summary>
public sealed class PartListApiTests : IAsyncDisposable
{
    private const string BoxName = "box-1";

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_of_earlier_starts_are_found_by_what_a_person_knows_of_them()
    {
        Write(1, "p-1", "K21", day: 3, seal: false);
        Write(2, "p-2", "K21", day: 4, seal: true);
        Write(3, "p-1", "K42", day: 5, seal: true);
        for (var start = 0; start < 2; start++)
        {
            await using var point = await StartAsync();
            Assert.Equal("3, 2, 1", await FindAsync(point.Http, ""));
            Assert.Equal("3, 1", await FindAsync(point.Http, "?candidate=p-1"));
            Assert.Equal("2, 1", await FindAsync(point.Http, "?task=K21"));
            Assert.Equal("3, 2", await FindAsync(point.Http, "?phase=sealed"));
            Assert.Equal("2", await FindAsync(point.Http, "?day=2026-03-04"));
            Assert.Equal("2", await FindAsync(point.Http, "?offset=1&limit=1", total: 3));
            Assert.Equal("", await FindAsync(point.Http, "?candidate=p-3"));
        }

        await File.WriteAllTextAsync(_folder.At("data/index/parts.db"), "not a database", Cancel);
        await using var again = await StartAsync();
        Assert.Equal("3, 1", await FindAsync(again.Http, "?candidate=p-1"));
    }

    [Theory]
    [InlineData("?day=4.3.2026")]
    [InlineData("?phase=asleep")]
    [InlineData("?phase=17")]
    [InlineData("?limit=0")]
    [InlineData("?limit=1001")]
    [InlineData("?offset=-1")]
    public async Task A_question_that_cannot_be_meant_is_refused(string query)
    {
        await using var point = await StartAsync();
        using var answer = await point.Http.GetAsync(new Uri($"/api/v1/parts{query}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("request.malformed", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_hold_an_index_leaves_the_box_answering_and_saying_so()
    {
        Write(1, "p-1", "K21", day: 3, seal: false);
        await File.WriteAllTextAsync(_folder.At("data/index"), "in the way", Cancel);
        await using var point = await StartAsync();
        var page = await point.Http.GetFromJsonAsync<JsonNode>("/api/v1/parts", Cancel);
        Assert.Equal(1, page!["total"]!.GetValue<int>());
        Assert.NotNull(page["indexFault"]);
    }

    [Fact]
    public async Task The_OpenAPI_document_names_the_filters()
    {
        await using var point = await StartAsync();
        var document = await point.Http.GetFromJsonAsync<JsonNode>("/openapi/v1.json", Cancel);
        var named = document!["paths"]!["/api/v1/parts"]!["get"]!["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.GetValue<string>());
        Assert.Equal(["candidate", "day", "limit", "offset", "phase", "sitting", "station", "subject", "task"], named.Order(StringComparer.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
        _folder.Dispose();
    }

    private static async Task<string> FindAsync(HttpClient http, string query, int? total = null)
    {
        var page = await http.GetFromJsonAsync<JsonNode>($"/api/v1/parts{query}", Cancel);
        var parts = page!["parts"]!.AsArray();
        Assert.Equal(total ?? parts.Count, page["total"]!.GetValue<int>());
        Assert.Null(page["indexFault"]);
        Assert.Empty(page["unread"]!.AsArray());
        return string.Join(", ", parts.Select(part => Enumerable.Range(1, 9).Single(n => SampleEntries.Journal(n).Value == part!["part"]!.GetValue<Guid>())));
    }

    private void Write(int n, string candidate, string task, int day, bool seal)
    {
        using var device = KeyFile.LoadOrCreate(_folder.At("device.pem"));
        var signer = EvidenceSigner.Certified(BoxName, new(new Guid(n, 1, 1, [1, 2, 3, 4, 5, 6, 7, 8])), KeyFile.CreateEphemeral(), device);
        var opened = SampleEntries.OpenedBy(BoxName);
        opened = opened with { Part = opened.Part! with { Candidate = candidate, Task = task } };
        var journal = new JournalBuilder(SampleEntries.Journal(n), signer)
            .Add(0, opened)
            .Add(0, new ClockAnchor(new(2026, 3, day, 12, 0, 0, TimeSpan.Zero), ClockSource.Ntp, TimeSpan.Zero));
        if (seal)
            journal.Seal(1000, SampleEntries.Digest(1));
        Directory.CreateDirectory(_folder.At("data/journals"));
        File.WriteAllBytes(_folder.At($"data/journals/{journal.Journal}.wxj"), journal.ToArray());
    }

    private Task<RunningBox> StartAsync() => RunningBox.StartAsync(_folder, BoxName, practicePapers: null, _stop.Token);
}
