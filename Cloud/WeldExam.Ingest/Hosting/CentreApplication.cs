using System.Net;
using Serilog;
using WeldExam.Centre.Archive;
using WeldExam.Centre.Boxes;
using WeldExam.Centre.Ingest;
using WeldExam.Centre.Issue;
using WeldExam.Centre.Verification;
using WeldExam.Contracts.Signing;
using WeldExam.Ingest.Api;
using WeldExam.Ingest.Broker;
using WeldExam.Ingest.Configuration;
using WeldExam.Ingest.Pages;
using WeldExam.Uplink.Link;

namespace WeldExam.Ingest.Hosting;

/// <summary>The centre, wired: reads as a list of what runs.</summary>
public static class CentreApplication
{
    /// <summary>Builds the centre and loads its papers and rosters; the caller runs it.</summary>
    /// <exception cref="ConfigurationException">The configuration or a file it names is wrong.</exception>
    public static async Task<WebApplication> BuildAsync(CentreConfiguration configuration, CancellationToken cancel)
    {
        Directory.CreateDirectory(configuration.DataFolder);
        var web = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = configuration.DataFolder });
        web.Services.AddSerilog(log => log.MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", Serilog.Events.LogEventLevel.Warning)
            .WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture));
        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Parse(configuration.Http.Listen), configuration.Http.Port);
            kestrel.Limits.MaxRequestBodySize = 8 * 1024 * 1024;
        });
        web.Services.AddOpenApi();
        web.Services.AddCentre(configuration);
        var app = web.Build();
        _ = app.Services.GetRequiredService<DataFolderLock>(); // before anything is read or written
        app.MapOpenApi();
        app.MapCentreApi();
        app.MapCentrePages();
        await app.Services.GetRequiredService<ICentreStore>().PutBoxesAsync([.. configuration.Boxes], cancel);
        await app.Services.GetRequiredService<IssueOffice>().LoadAsync(cancel);
        return app;
    }

    private static void AddCentre(this IServiceCollection services, CentreConfiguration configuration)
    {
        services.AddSingleton(configuration);
        services.AddSingleton(_ => DataFolderLock.Take(configuration.DataFolder));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ICentreStore>(_ => new SqliteStore(configuration.Database));
        services.AddSingleton<IBlockSigner>(_ => new SharedSigner(CentreKey.Open(configuration.KeyFile)));
        services.AddSingleton(_ => new BoxRegister(configuration.Boxes, new Es256Suite()));
        services.AddSingleton(new IngestLimits());
        services.AddSingleton<IExamScorer, ExamScorer>();
        services.AddSingleton<JournalIngest>();
        services.AddSingleton<PartVerifier>();
        services.AddSingleton<SittingFold>();
        services.AddSingleton<AuditDesk>();
        services.AddSingleton<IssueDesk>();
        services.AddSingleton<IssueOffice>();
        services.AddSingleton<BoxPresences>();
        services.AddSingleton<MessageDesk>();
        services.AddSingleton<ExamReader>();
        services.AddHostedService<VerificationService>();
        switch (configuration.Broker)
        {
            case EmbeddedBroker embedded:
                services.AddSingleton(embedded);
                services.AddSingleton<EmbeddedBrokerHost>();
                services.AddSingleton<IBoxBroker>(provider => provider.GetRequiredService<EmbeddedBrokerHost>());
                services.AddHostedService(provider => provider.GetRequiredService<EmbeddedBrokerHost>());
                break;
            case ExternalBroker external:
                services.AddSingleton(LinkOptions(external));
                services.AddSingleton<IBrokerLink, MqttBrokerLink>();
                services.AddSingleton<ExternalBrokerHost>();
                services.AddSingleton<IBoxBroker>(provider => provider.GetRequiredService<ExternalBrokerHost>());
                services.AddHostedService(provider => provider.GetRequiredService<ExternalBrokerHost>());
                break;
        }
    }

    private static MqttLinkOptions LinkOptions(ExternalBroker broker) => new()
    {
        Host = broker.Host,
        Port = broker.Port,
        ClientId = broker.ClientId,
        User = broker.User,
        Password = broker.Password,
        UseTls = broker.UseTls,
        AuthorityPem = broker.AuthorityFile is { } file ? File.ReadAllText(file) : null,
    };
}
