using System.Collections.Immutable;
using WeldExam.Drivers.Gpio;
using WeldExam.Drivers.IdCards;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Outputs;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.Exam.Outputs;
using WeldExam.Station.Acquisition;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Running;

/// <summary>One station with its wires: pollers on the acquisition thread, the loop on the box's thread.</summary>
public sealed class StationRunner : IDisposable
{
    private readonly ImmutableArray<BusPoller> _pollers;
    private readonly ImmutableArray<IDisposable> _links;
    private readonly IdCardReader? _reader;

    private readonly ImmutableArray<GpioInputs> _inputs;
    private readonly OutputKeeper _keeper;

    private StationRunner(
        StationLoop loop, ImmutableArray<BusPoller> pollers, ImmutableArray<GpioInputs> inputs, OutputKeeper keeper, ImmutableArray<IDisposable> links, IdCardReader? reader) =>
        (Loop, _pollers, _inputs, _keeper, _links, _reader) = (loop, pollers, inputs, keeper, links, reader);

    public StationLoop Loop { get; }

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
        var devices = station.Buses.SelectMany(bus => bus.Devices).Select(device => new StationDevice(
            device.Name,
            profiles[device.Profile],
            device.Period ?? profiles[device.Profile].Poll.Period,
            device.CalibrationDue,
            device.Signals)).Concat(station.Buses.Where(bus => bus.Gpio?.Bank is not null).Select(bus => LinesOf(bus.Gpio!, bus.Gpio!.Bank!)));
        var setup = new StationSetup(config.Point, station.Name, config.Box, config.Mode, config.IsTest, ChannelTable.Of(devices), new())
        {
            Outputs = [.. station.Outputs.Select(output => output.Name)],
            Wiring = station.Wiring,
        };
        var loop = new StationLoop(setup, around, loggers.CreateLogger<StationLoop>());
        var links = ImmutableArray.CreateBuilder<IDisposable>();
        var pollers = ImmutableArray.CreateBuilder<BusPoller>();
        var inputs = ImmutableArray.CreateBuilder<GpioInputs>();
        var outputs = ImmutableArray.CreateBuilder<KeptOutput>();
        foreach (var bus in station.Buses)
        {
            if (bus.Gpio is { } gpio)
            {
                if (gpio.Bank is { } bank)
                    inputs.Add(new(bank, () => GpioChip.Open(gpio.Chip, gpio.Driver), loop.Reports, around.Clock, loggers.CreateLogger<GpioInputs>()));
                foreach (var output in gpio.Outputs)
                {
                    var port = new GpioOutput(() => GpioChip.Open(gpio.Chip, gpio.Driver), output.Line, output.ActiveLow, around.Clock);
                    links.Add(port);
                    outputs.Add(new(output.Name, new(bus.Name), port, output.Fail));
                }

                continue;
            }

            var link = LinkOf(bus, profiles, around.Clock, jitter, loggers);
            links.Add((IDisposable)link);
            ImmutableArray<PolledDevice> polled = [.. bus.Devices.Select(device => PolledOn(link, device, profiles[device.Profile], around.Clock))];
            pollers.Add(new(polled, loop.Reports, new(), around.Clock, loggers.CreateLogger<BusPoller>()));
            outputs.AddRange(bus.Devices.Zip(polled).SelectMany(pair => CoilsOf(pair.First, pair.Second, around.Clock)));
        }

        var keeper = new OutputKeeper(outputs.ToImmutable(), loop.Outputs.Orders, loop.Reports, around.Clock, loggers.CreateLogger<OutputKeeper>());
        return new(loop, pollers.ToImmutable(), inputs.ToImmutable(), keeper, links.ToImmutable(), ReaderOf(station, around.Clock, loggers));
    }

    /// <summary>Polls all buses, watches the lines and keeps the outputs until cancelled.</summary>
    public Task AcquireAsync(CancellationToken cancel) => Task.WhenAll(
        [.. _pollers.Select(poller => poller.RunAsync(cancel)), .. _inputs.Select(bank => bank.RunAsync(cancel)), _keeper.RunAsync(cancel)]);

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

    private static StationDevice LinesOf(GpioConfig gpio, GpioBank bank) => new(bank.Device, bank.Profile, bank.ReadingPeriod, null, gpio.Signals);

    private static IEnumerable<KeptOutput> CoilsOf(DeviceConfig device, PolledDevice polled, TimeProvider clock) =>
        from output in device.Outputs
        let coil = polled.Profile.Channels.First(channel => channel.Name == output.Coil)
        select new KeptOutput(output.Name, device.Name, new ModbusCoil(polled.Device, coil.Address, clock), output.Fail)
        {
            MayRestore = output.Name != Arming.Contactor,
        };

    private static IModbusLink LinkOf(
        BusConfig bus, IReadOnlyDictionary<string, DeviceProfile> profiles, TimeProvider clock, Random jitter, ILoggerFactory loggers)
    {
        if (bus.TcpHost is { } host)
            return new ModbusTcpLink(new TcpLine(host, bus.TcpPort, clock), new(), jitter, clock, loggers.CreateLogger<ModbusTcpLink>());
        var settings = bus.Serial ?? profiles[bus.Devices[0].Profile].Link.Serial ?? new SerialSettings();
        return new RtuBus(new SerialLine(bus.SerialPort!, settings, clock), settings.Baud, new(), jitter, clock, loggers.CreateLogger<RtuBus>());
    }

    private static PolledDevice PolledOn(IModbusLink link, DeviceConfig device, DeviceProfile profile, TimeProvider clock)
    {
        var polled = PolledDevice.On(link, device.Name, device.Unit, profile, clock);
        return device.Period is { } period ? polled with { Period = period } : polled;
    }

    private static IdCardReader? ReaderOf(StationConfig station, TimeProvider clock, ILoggerFactory loggers) => station.CardReader is { } reader
        ? new(new SerialLine(reader.SerialPort, new() { Baud = reader.Baud }, clock), new(), clock, loggers.CreateLogger<IdCardReader>())
        : null;
}
