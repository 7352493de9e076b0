using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace WeldExam.Simulators.Exams;

/// <summary>A gateway's HTTP interface as a tablet uses it: what gets no answer, or is answered "not recorded", is sent again with the same command id.</summary>
public sealed class BoxClient(HttpClient http, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a box may be away before the exam is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many requests had to be sent again.</summary>
    public int Resent { get; private set; }

    /// <summary>Command ids of the acts that were answered "done", in order: what the box may never lose nor record twice.</summary>
    public ImmutableArray<Guid> Answered { get; private set; } = [];

    public Task<JsonNode> GetAsync(string path, CancellationToken cancel) =>
        AskAsync(path, token => http.GetAsync(new Uri(path, UriKind.Relative), token), cancel);

    /// <summary>Sends an act; the body carries its command id.</summary>
    public async Task<JsonNode> PostAsync(string path, JsonObject? body, CancellationToken cancel)
    {
        var answer = await AskAsync(path, token => http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body ?? [], token), cancel);
        if (body?["commandId"] is { } command)
            Answered = Answered.Add(Guid.Parse(command.GetValue<string>()));
        return answer;
    }

    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancel) => await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancel);

    private async Task<JsonNode> AskAsync(string path, Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancel)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            string why;
            try
            {
                using var answer = await send(cancel);
                if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.InternalServerError))
                    return await ReadAsync(path, answer, cancel);
                why = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}";
            }
            catch (HttpRequestException lost)
            {
                why = lost.Message;
            }

            if (clock.GetElapsedTime(since) > Patience)
                throw new BoxRefusedException(path, $"no answer within {Patience.TotalSeconds} s: {why}");
            Resent++;
            await Task.Delay(Pause, clock, cancel);
        }
    }

    private static async Task<JsonNode> ReadAsync(string path, HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode)
            throw new BoxRefusedException(path, text);
        return JsonNode.Parse(text) ?? throw new BoxRefusedException(path, "an empty answer");
    }
}
