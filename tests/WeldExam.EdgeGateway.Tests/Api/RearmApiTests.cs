using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WeldExam.EdgeGateway.Tests.Api;

/// <summary>The booth's contactor is re-armed over HTTP by whoever is there, with a reason; the running program is asked.</summary>
public sealed class RearmApiTests : IAsyncDisposable
{
    private const string Booth = """
            buses:
              - name: relays
                tcp: 127.0.0.1:9
                devices:
                  - name: dio
                    profile: waveshare-dio-8ch
                    unit: 1
                    signals: { input-1: estop }
                    outputs: { output-1: { as: contactor, fail: hold } }
        """;

    private readonly TempFolder _folder = new();
    private GatewayProcess? _box;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_station_without_a_contactor_has_nothing_to_rearm()
    {
        _box = await GatewayProcess.StartAsync(_folder, "", Stop);
        Assert.Equal((HttpStatusCode.Conflict, "arming.noContactor"), await RearmAsync("E-1", "glove"));
    }

    [Fact]
    public async Task A_lock_is_lifted_only_by_name_and_reason_and_when_the_stop_reads_released()
    {
        _box = await GatewayProcess.StartAsync(_folder, Booth, Stop);
        Assert.Equal("Started", (await _box.Http.GetFromJsonAsync<JsonObject>("/api/v1/stations/3", Stop))!["armingLock"]?.GetValue<string>());
        Assert.Equal((HttpStatusCode.Conflict, "arming.reasonMissing"), await RearmAsync("E-1", " "));
        Assert.Equal((HttpStatusCode.Conflict, "arming.reasonMissing"), await RearmAsync("", "glove"));
        Assert.Equal((HttpStatusCode.Conflict, "arming.stopPressed"), await RearmAsync("E-1", "glove")); // its board does not answer: nobody knows
        Assert.Equal((HttpStatusCode.NotFound, "station.unknown"), await RearmAsync("E-1", "glove", station: "4"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_box is not null)
            await _box.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<(HttpStatusCode Status, string Code)> RearmAsync(string by, string reason, string station = "3")
    {
        using var answer = await _box!.Http.PostAsJsonAsync($"/api/v1/stations/{station}/rearm", new { commandId = new Guid(7, 0, 0, new byte[8]), by, reason }, Stop);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
        return (answer.StatusCode, body["reasons"]![0]!["code"]!.GetValue<string>());
    }
}
