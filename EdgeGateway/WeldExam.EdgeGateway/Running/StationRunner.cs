using System.Collections.Immutable;
using WeldExam.Drivers.Gpio;
using WeldExam.Drivers.IdCards;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Running;

/// <summary>One station with its wires: pollers on the acquisition thread, the loop on the box's thread.</summary>
public sealed class StationRunner : IDisposable
{
    private readonly StationWires _wires;
    private readonly IdCardReader? _reader;

    private StationRunner(StationLoop loop, StationWires wires, IdCardReader? reader) => (Loop, _wires, _reader) = (loop, wires, reader);

    public StationLoop Loop { get; }

    /// <summary>What passed on each bus of late.</summary>
    public ImmutableArray<BusCapture> Captures => _wires.Captures;

    public bool HasCardReader => _reader is not null;

    /// <summary>Wires a station as configured. All profiles it names must be at hand; <paramref name="wireClock"/> is that of the wires' thread.</summary>
    public static StationRunner Of(
        GatewayConfig config,
        StationConfig station,
        IReadOnlyDictionary<string, DeviceProfile> profiles,
        StationSurroundings around,
        TimeProvider wireClock,
        Random jitter,
        ILoggerFactory loggers)
    {
        var setup = new StationSetup(config.Point, station.Name, config.Box, config.Mode, config.IsTest, ChannelsOf(station, profiles), new())
        {
            Form = config.Form,
            Outputs = [.. station.Outputs.Select(output => output.Name)],
            Wiring = station.Wiring,
            Rigs = station.Rigs,
            HasCentre = config.CentreKey is not null,
        };
        var loop = new StationLoop(setup, around, loggers.CreateLogger<StationLoop>());
        return new(loop, StationWires.Of(station, profiles, loop, wireClock, jitter, loggers), ReaderOf(station, wireClock, loggers));
    }

    /// <summary>The signals of a station as it is configured: what papers can ask of it.</summary>
    internal static ChannelTable ChannelsOf(StationConfig station, IReadOnlyDictionary<string, DeviceProfile> profiles) => ChannelTable.Of(
        station.Buses.SelectMany(bus => bus.Devices).Select(device => (Config: device, Profile: DeviceWiring.ProfileOf(device, profiles)))
            .Select(device => new StationDevice(
                device.Config.Name, device.Profile, DeviceWiring.PeriodOf(device.Config, device.Profile), device.Config.CalibrationDue, device.Config.Signals))
            .Concat(station.Buses.Where(bus => bus.Gpio?.Bank is not null).Select(bus => LinesOf(bus.Gpio!, bus.Gpio!.Bank!))));

    /// <summary>Polls all buses, watches lines and card reader and keeps the outputs until cancelled.</summary>
    public Task AcquireAsync(CancellationToken cancel) => Task.WhenAll(_wires.RunAsync(cancel), _reader?.WatchAsync(cancel) ?? Task.CompletedTask);

    /// <summary>Waits for a card at the station's reader.</summary>
    public async Task<CardOutcome> ReadCardAsync(TimeSpan patience, CancellationToken cancel) =>
        await _reader!.AwaitAsync(Loop.Now + patience, cancel);

    public void Dispose()
    {
        _wires.Dispose();
        _reader?.Dispose();
        Loop.Dispose();
    }

    private static StationDevice LinesOf(GpioConfig gpio, GpioBank bank) => new(bank.Device, bank.Profile, bank.ReadingPeriod, null, gpio.Signals);

    private static IdCardReader? ReaderOf(StationConfig station, TimeProvider clock, ILoggerFactory loggers) => station.CardReader is { } reader
        ? new(new SerialLine(reader.SerialPort, new() { Baud = reader.Baud }, clock), new(), clock, loggers.CreateLogger<IdCardReader>())
        : null;
}
