using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Contracts.Files;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Ingest.Api;
using WeldExam.Ingest.Tests.Fixtures;
using WeldExam.Uplink.Tests.Fixtures;

namespace WeldExam.Ingest.Tests;

/// <summary>Box uplink → broker → centre → API, over real sockets.</summary>
public sealed class EndToEndTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestBox _box = new("box-1", "S3");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weldexam-centre");
    private readonly MemoryOutbox _outbox = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_part_reaches_the_centre_and_is_verified(bool isEmbedded)
    {
        using var mosquitto = isEmbedded ? null : new Mosquitto();
        var port = mosquitto?.Port ?? Mosquitto.FreePort();
        await using var centre = await StartAsync(isEmbedded, port);
        await using var uplink = Uplink(port);
        var journal = TestParts.Sealed(_box, 1, [TestParts.FirstDeduction("K11")]);
        _outbox.Put(journal);

        var exam = await UntilAsync(async () => await centre.ExamAsync(journal) is { ReScore: "matches" } found ? found : null, "re-scored");
        await UntilAsync(() => Task.FromResult(_outbox.IsEmpty ? "" : null), "every block confirmed");
        Assert.True(exam.ChainOk && exam.IsSealed && exam.Alarms.IsEmpty);
        Assert.Equal((exam.ReScoredPoints, Hash256.Of(journal.File.Span).ToString(), "finished"), (exam.Score, exam.JournalSha256, exam.Verdict));
        var file = await centre.Http.GetByteArrayAsync($"/api/v1/exams/{exam.Id}/journal");
        Assert.Equal(journal.File, file);
        Assert.Equal(exam.SheetHash, Hash256.Of(await centre.Http.GetByteArrayAsync($"/api/v1/exams/{exam.Id}/sheet")).ToString());
        var page = WebUtility.HtmlDecode(await centre.Http.GetStringAsync("/"));
        Assert.Contains("✔", page, StringComparison.Ordinal);
        Assert.Contains("考试列表", page, StringComparison.Ordinal);
        Assert.Contains("扣分", WebUtility.HtmlDecode(await centre.Http.GetStringAsync($"/exams/{exam.Id}")), StringComparison.Ordinal);
        var sitting = await centre.Http.GetFromJsonAsync<SittingReport>($"/api/v1/sittings/{TestParts.Sitting}");
        Assert.Equal(exam.Id, Assert.Single(sitting!.Verified));
        await UntilAsync(() => Task.FromResult(uplink.Station.Adopted.Find(adopted => adopted.Kind == FileKind.Paper && adopted.Hash == TestParts.Paper.Hash)), "the paper arrived");
        var box = await UntilAsync(
            async () => (await centre.Http.GetFromJsonAsync<BoxView[]>("/api/v1/boxes"))!.FirstOrDefault(view => view.Stations[0].Presence == "present"), "present");
        Assert.Equal("ready", Assert.Single(box.Stations[0].Readiness).Verdict);
    }

    [Fact]
    public async Task A_broker_down_at_the_start_and_killed_in_mid_stream_loses_nothing()
    {
        var port = Mosquitto.FreePort();
        await using var centre = await StartAsync(isEmbedded: false, port);
        await using var uplink = Uplink(port);
        var journal = TestParts.Open(_box, 1, 100);
        _outbox.Put(journal);
        for (var life = 0; life < 3; life++)
        {
            using var mosquitto = new Mosquitto(port);
            var before = _outbox.Confirmed(journal.Id);
            await UntilAsync(() => Task.FromResult(_outbox.Confirmed(journal.Id) > before || _outbox.IsEmpty ? "" : null), $"progress in life {life}");
            for (var i = 0; i < 200; i++)
                journal.Add(new ClockAnchor(DateTimeOffset.UnixEpoch.AddSeconds(i), ClockSource.Ntp, TimeSpan.Zero));
            _outbox.Put(journal); // the broker dies with these in flight
        }

        using var last = new Mosquitto(port);
        await UntilAsync(() => Task.FromResult(_outbox.IsEmpty ? "" : null), "every block confirmed");
        Assert.Equal(journal.File, await centre.Http.GetByteArrayAsync($"/api/v1/exams/{journal.Id}/journal"));
        Assert.Empty((await centre.Http.GetFromJsonAsync<AlarmView[]>("/api/v1/alarms"))!);
    }

    [Fact]
    public async Task A_centre_that_is_restarted_goes_on_where_it_was()
    {
        var port = Mosquitto.FreePort();
        var journal = TestParts.Open(_box, 1, 50);
        var centre = await StartAsync(isEmbedded: true, port);
        await using var uplink = Uplink(port);
        _outbox.Put(journal);
        await UntilAsync(() => Task.FromResult(_outbox.IsEmpty ? "" : null), "the first half confirmed");
        await centre.DisposeAsync();
        for (var i = 0; i < 50; i++)
            journal.Add(new ClockAnchor(DateTimeOffset.UnixEpoch.AddSeconds(i), ClockSource.Ntp, TimeSpan.Zero));
        _outbox.Put(journal);
        await using var again = await StartAsync(isEmbedded: true, port);
        await UntilAsync(() => Task.FromResult(_outbox.IsEmpty ? "" : null), "the second half confirmed");
        Assert.Equal(journal.File, await again.Http.GetByteArrayAsync($"/api/v1/exams/{journal.Id}/journal"));
    }

    [Fact]
    [Trait("Clause", "promise 5")]
    public async Task A_broker_that_acknowledges_everything_and_delivers_nothing_moves_no_cursor_and_is_sent_all_of_it_again()
    {
        var port = Mosquitto.FreePort();
        await (await StartAsync(isEmbedded: true, port)).DisposeAsync(); // the centre's key is there
        await using var uplink = Uplink(port);
        var journal = TestParts.Open(_box, 1, 50);
        _outbox.Put(journal);
        await using (var broker = await DroppingBroker.StartAsync(port))
        {
            var blocks = () => broker.Taken.Where(taken => taken.Topic.Contains("/journal/", StringComparison.Ordinal)).ToArray();
            await UntilAsync(() => Task.FromResult(blocks().Distinct().Count() == journal.Blocks.Count && blocks().CountBy(taken => taken).Any(times => times.Value >= 3) ? "" : null), "all sent, some three times");
            Assert.Equal(0, _outbox.Confirmed(journal.Id));
            Assert.False(_outbox.IsEmpty);
        }

        await using var centre = await StartAsync(isEmbedded: true, port);
        await UntilAsync(() => Task.FromResult(_outbox.IsEmpty ? "" : null), "every block confirmed");
        Assert.Equal(journal.File, await centre.Http.GetByteArrayAsync($"/api/v1/exams/{journal.Id}/journal"));
    }

    [Fact]
    public async Task A_half_open_link_is_noticed_and_replaced()
    {
        var port = Mosquitto.FreePort();
        await using var centre = await StartAsync(isEmbedded: true, port);
        using var cable = new BlackHole(port);
        await using var uplink = Uplink(cable.Port);
        await UntilAsync(() => Task.FromResult(uplink.Worker.IsConnected ? "" : null), "connected");
        cable.Silent = true;
        var journal = TestParts.Open(_box, 1, 20);
        _outbox.Put(journal);
        var since = TimeProvider.System.GetTimestamp();
        await UntilAsync(() => Task.FromResult(uplink.Worker.IsConnected ? null : ""), "noticed");
        Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(8), "limit 2 s, here with a loaded machine");
        Assert.Equal(0, _outbox.Confirmed(journal.Id));
        cable.Silent = false;
        await UntilAsync(() => Task.FromResult(_outbox.IsEmpty ? "" : null), "every block confirmed");
    }

    [Fact]
    public async Task Uploads_are_checked_signed_and_issued()
    {
        var port = Mosquitto.FreePort();
        await using var centre = await StartAsync(isEmbedded: true, port);
        await using var uplink = Uplink(port);
        var roster = new Roster(TestBox.Point, 1, [new(
            Roster.KeyOf("key"u8, "11010519491231002X"), "c-4711", "王**", TestParts.Sitting.ToString(), ["K1"], ["K11"], 1, TestParts.Paper.Hash.ToString())]);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(centre, "rosters", roster.ToJson()));
        var adopted = await UntilAsync(() => Task.FromResult(uplink.Station.Adopted.Find(file => file.Kind == FileKind.Roster)), "the roster arrived");
        Assert.Equal("c-4711", Assert.Single(Roster.TryRead(adopted.Content.Span, out _)!.Candidates).Pseudonym);
        var unmasked = roster with { Version = 2, Candidates = [roster.Candidates[0] with { DisplayName = "王小明" }] };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(centre, "rosters", unmasked.ToJson()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(centre, "rosters", (roster with { Candidates = [] }).ToJson())); // the same version, other content
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(centre, "papers", "id: broken"u8.ToArray()));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(centre, "papers", TestParts.PaperFile));
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(TestParts.PaperFile) + "\n# changed\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(centre, "papers", changed)); // a version never changes its content
        Assert.Equal(JsonValueKind.Object, (await centre.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths").ValueKind);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<HttpStatusCode> PostAsync(RunningCentre centre, string what, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await centre.Http.PostAsync(new Uri($"/api/v1/{what}", UriKind.Relative), content);
        return answer.StatusCode;
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T?>> look, string what)
        where T : class
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            if (await look() is { } seen)
                return seen;
            await Task.Delay(20);
        }

        throw new TimeoutException($"not seen within {Patience}: {what}");
    }

    private Task<RunningCentre> StartAsync(bool isEmbedded, int port) => RunningCentre.StartAsync(
        _folder.FullName,
        isEmbedded ? $"{{ mode: embedded, listen: 127.0.0.1, port: {port} }}" : $"{{ mode: external, host: 127.0.0.1, port: {port} }}",
        _box);

    private RunningUplink Uplink(int port) => new(_box, port, RunningCentre.PublicKey(_folder.FullName), _outbox);
}
