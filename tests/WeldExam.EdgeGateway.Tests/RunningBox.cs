using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam.Journal;

namespace WeldExam.EdgeGateway.Tests;

/// <summary>A real box without devices over a folder, asked over HTTP.</summary>
internal sealed record RunningBox(Box Box, WebApplication App, HttpClient Http) : IAsyncDisposable
{
    /// <summary>Starts it; the index runs until <paramref name="stop"/>.</summary>
    public static async Task<RunningBox> StartAsync(TempFolder folder, string name, string? practicePapers, CancellationToken stop)
    {
        var config = new GatewayConfig
        {
            Point = "HB-0311-07",
            Box = name,
            DataFolder = folder.At("data"),
            DeviceKeyFile = folder.At("device.pem"),
            Http = new("127.0.0.1", 0),
            Clock = ClockTrust.Holdover,
            Mode = ExamMode.Practice,
            PracticePapersFolder = practicePapers,
            Stations = [new() { Name = "3" }],
        };
        var (box, problems) = Box.Build(config, new Dictionary<string, Drivers.Profiles.DeviceProfile>(), TimeProvider.System, new Random(1), NullLoggerFactory.Instance);
        Assert.Empty(problems);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        GatewayHost.AddApi(builder.Services);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        GatewayHost.MapApi(app, box!);
        await app.StartAsync(TestContext.Current.CancellationToken);
        _ = box!.Index.RunAsync(stop);
        return new(box, app, new() { BaseAddress = new(app.Urls.Single()) });
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        await Box.DisposeAsync();
    }
}
