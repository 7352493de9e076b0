using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using WeldExam.Centre.Tests.Fixtures;
using WeldExam.Ingest.Api;
using WeldExam.Ingest.Configuration;
using WeldExam.Ingest.Hosting;

namespace WeldExam.Ingest.Tests.Fixtures;

/// <summary>The whole centre as its program runs it, over a folder that outlives it.</summary>
internal sealed class RunningCentre : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningCentre(WebApplication app)
    {
        _app = app;
        Http = new() { BaseAddress = new(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public static async Task<RunningCentre> StartAsync(string folder, string broker, params TestBox[] boxes)
    {
        var yaml = Path.Combine(folder, "centre.yaml");
        Directory.CreateDirectory(Path.Combine(folder, "papers"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "papers", "sample.yaml"), TestParts.PaperFile);
        await File.WriteAllTextAsync(yaml, $$"""
            data: data
            papers: papers
            http: { listen: 127.0.0.1, port: 0 }
            broker: {{broker}}
            boxes:
            {{string.Join('\n', boxes.Select(box => $"  - {{ name: {box.Name}, point: {TestBox.Point}, stations: [{box.Station}], keys: [{Convert.ToHexStringLower(box.Enrolled.DeviceKeys[0].Span)}] }}"))}}
            """);
        var app = await CentreApplication.BuildAsync(CentreConfigurationReader.Read(yaml), CancellationToken.None);
        await app.StartAsync();
        return new(app);
    }

    public static byte[] PublicKey(string folder)
    {
        using var key = CentreKey.Open(Path.Combine(folder, "data", "centre.key"));
        return key.PublicKey.ToArray();
    }

    public async Task<ExamView?> ExamAsync(TestJournal journal) =>
        (await Http.GetFromJsonAsync<ExamView[]>("/api/v1/exams"))!.FirstOrDefault(exam => exam.Id == journal.Id.ToString());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
