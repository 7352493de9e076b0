using System.Collections.Immutable;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;
using WeldExam.Uplink;
using WeldExam.Uplink.Link;

namespace WeldExam.EdgeGateway.Running;

/// <summary>The way to the centre, as configured.</summary>
internal static class UplinkWiring
{
    public static MqttBrokerLink LinkOf(GatewayConfig config, TimeProvider clock, ILoggerFactory loggers)
    {
        var uplink = config.Uplink!;
        var options = new MqttLinkOptions
        {
            Host = uplink.Host,
            Port = uplink.Port,
            ClientId = $"weldexam-{config.Point}-{config.Box}",
            UseTls = uplink.Tls,
            User = uplink.User,
            Password = uplink.PasswordFile is { } file ? File.ReadAllText(file).TrimEnd() : null,
        };
        return new(options, clock, loggers.CreateLogger<MqttBrokerLink>());
    }

    public static UplinkWorker WorkerOf(
        GatewayConfig config,
        IBrokerLink link,
        IssuedFiles files,
        ImmutableArray<StationRunner> stations,
        StationSurroundings around,
        Random jitter,
        ILoggerFactory loggers)
    {
        var options = new UplinkOptions
        {
            Stations = [.. config.Stations.Select(station => new BoxAddress(config.Point, station.Name))],
            Boot = around.Boot,
            CentreKey = config.CentreKey!.Value,
        };
        return new(
            link,
            around.Store,
            new BoxReports(stations, around),
            new BoxFiles(files, stations, loggers.CreateLogger<BoxFiles>()),
            new Es256Suite(),
            options,
            around.Clock,
            jitter,
            loggers.CreateLogger<UplinkWorker>());
    }
}
