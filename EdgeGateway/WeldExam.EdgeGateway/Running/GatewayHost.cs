using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Serilog;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Api;
using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Parts;
using WeldExam.EdgeGateway.Texts;

namespace WeldExam.EdgeGateway.Running;

/// <summary>The web host around a box.</summary>
internal static class GatewayHost
{
    public static async Task<int> RunAsync(GatewayConfig config, ImmutableDictionary<string, DeviceProfile> profiles, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Services.AddSerilog(log => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", Serilog.Events.LogEventLevel.Warning)
            .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture));
        AddApi(builder.Services);
        builder.WebHost.UseUrls($"http://{config.Http.Address}:{config.Http.Port}");
        await using var app = builder.Build();

        var loggers = app.Services.GetRequiredService<ILoggerFactory>();
        var seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        var (box, problems) = Box.Build(config, profiles, TimeProvider.System, new Random(seed), loggers);
        if (box is null)
            return CheckCommand.Complain(problems);
        await using (box)
        {
            MapApi(app, box);
            try
            {
                await app.StartAsync(cancel);
            }
            catch (IOException taken)
            {
                return CheckCommand.Complain([$"http: {taken.Message}"]);
            }

            Console.WriteLine($"WeldExam {config.Box}: {string.Join(' ', app.Urls)}");
            return await RunUntilStoppedAsync(app, box, cancel);
        }
    }

    public static void AddApi(IServiceCollection services)
    {
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(json =>
        {
            // What is missing must not turn into the first choice of a list, and a misspelt field must not vanish.
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddSingleton(TimeProvider.System);
    }

    public static void MapApi(WebApplication app, Box box)
    {
        var views = new Views(box, Catalogue.Load());
        app.MapOpenApi("/openapi/v1.json");
        app.RefuseMalformed(views);
        var routes = app.MapGroup("");
        routes.AddEndpointFilter(ActRoutes.WantId);
        new StationApi(box, views).Map(routes);
        new CaptureApi(box, views).Map(routes);
        var archive = new PartArchive(box);
        new PartApi(box, views, archive).Map(routes);
        new PartListApi(box, views, TimeProvider.System).Map(routes);
        new SittingApi(box, views, new SittingDesk(box, archive)).Map(routes);
    }

    private static async Task<int> RunUntilStoppedAsync(WebApplication app, Box box, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, app.Lifetime.ApplicationStopping);
        try
        {
            await box.RunAsync(stop.Token);
            return 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            await stop.CancelAsync();
            await app.StopAsync(CancellationToken.None);
        }
    }
}
