using System.Collections.Immutable;
using WeldExam.Drivers.Capture;
using WeldExam.Drivers.IdCards;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Running;

/// <summary>One station with its wires: pollers on the acquisition thread, the loop on the box's thread.</summary>
public sealed class StationRunner : IDisposable
{
    private readonly ImmutableArray<BusPoller> _pollers;
    private readonly ImmutableArray<IDisposable> _links;
    private readonly IdCardReader? _reader;

    private StationRunner(
        StationLoop loop, ImmutableArray<BusPoller> pollers, ImmutableArray<IDisposable> links, ImmutableArray<BusCapture> captures, IdCardReader? reader) =>
        (Loop, _pollers, _links, Captures, _reader) = (loop, pollers, links, captures, reader);

    public StationLoop Loop { get; }

    /// <summary>What passed on each bus of late.</summary>
    public ImmutableArray<BusCapture> Captures { get; }

    public bool HasCardReader => _reader is not null;

    /// <summary>Wires a station as configured. All profiles it names must be at hand.</summary>
    public static StationRunner Of(
        GatewayConfig config,
        StationConfig station,
        IReadOnlyDictionary<string, DeviceProfile> profiles,
        StationSurroundings around,
        Random jitter,
        ILoggerFactory loggers)
    {
        var devices = station.Buses.SelectMany(bus => bus.Devices).Select(device => (Config: device, Profile: DeviceWiring.ProfileOf(device, profiles)))
            .Select(device => new StationDevice(
                device.Config.Name, device.Profile, DeviceWiring.PeriodOf(device.Config, device.Profile), device.Config.CalibrationDue, device.Config.Signals));
        var setup = new StationSetup(config.Point, station.Name, config.Box, config.Mode, config.IsTest, ChannelTable.Of(devices), new());
        var loop = new StationLoop(setup, around, loggers.CreateLogger<StationLoop>());
        var supplies = DeviceWiring.SuppliesOf(station, profiles);
        var links = ImmutableArray.CreateBuilder<IDisposable>();
        var pollers = ImmutableArray.CreateBuilder<BusPoller>();
        var captures = ImmutableArray.CreateBuilder<BusCapture>();
        foreach (var bus in station.Buses)
        {
            var ring = new CaptureRing();
            captures.Add(new(bus.Name, bus.TcpHost is null ? bus.SerialPort! : $"{bus.TcpHost}:{bus.TcpPort}", bus.TcpHost is null ? null : (ushort)bus.TcpPort, ring));
            var link = LinkOf(bus, profiles, ring, around.Clock, jitter, loggers);
            links.Add((IDisposable)link);
            ImmutableArray<PolledDevice> polled = [.. bus.Devices.Select(device => PolledOn(link, device, DeviceWiring.ProfileOf(device, profiles), around.Clock))];
            pollers.Add(new(polled, loop.Reports, new(), around.Clock, loggers.CreateLogger<BusPoller>()) { Supplies = supplies });
        }

        return new(loop, pollers.ToImmutable(), links.ToImmutable(), captures.ToImmutable(), ReaderOf(station, around.Clock, loggers));
    }

    /// <summary>Polls all buses until cancelled.</summary>
    public Task AcquireAsync(CancellationToken cancel) => Task.WhenAll(_pollers.Select(poller => poller.RunAsync(cancel)));

    /// <summary>Waits for a card at the station's reader.</summary>
    public async Task<CardOutcome> ReadCardAsync(TimeSpan patience, CancellationToken cancel) =>
        await _reader!.AwaitAsync(Loop.Now + patience, cancel);

    public void Dispose()
    {
        foreach (var link in _links)
            link.Dispose();
        _reader?.Dispose();
        Loop.Dispose();
    }

    private static IModbusLink LinkOf(
        BusConfig bus,
        IReadOnlyDictionary<string, DeviceProfile> profiles,
        CaptureRing ring,
        TimeProvider clock,
        Random jitter,
        ILoggerFactory loggers)
    {
        if (bus.TcpHost is { } host)
            return new ModbusTcpLink(new CapturedLine(new TcpLine(host, bus.TcpPort, clock), ring, clock), new(), jitter, clock, loggers.CreateLogger<ModbusTcpLink>());
        var settings = DeviceWiring.SettingsOf(bus, profiles);
        var line = new CapturedLine(new SerialLine(bus.SerialPort!, settings, clock), ring, clock);
        return new RtuBus(line, settings.Baud, new(), jitter, clock, loggers.CreateLogger<RtuBus>());
    }

    private static PolledDevice PolledOn(IModbusLink link, DeviceConfig device, DeviceProfile profile, TimeProvider clock) =>
        PolledDevice.On(link, device.Name, device.Unit, profile, clock) with
        {
            Period = DeviceWiring.PeriodOf(device, profile),
            Channels = DeviceWiring.ChannelsOf(device, profile),
        };

    private static IdCardReader? ReaderOf(StationConfig station, TimeProvider clock, ILoggerFactory loggers) => station.CardReader is { } reader
        ? new(new SerialLine(reader.SerialPort, new() { Baud = reader.Baud }, clock), new(), clock, loggers.CreateLogger<IdCardReader>())
        : null;
}
