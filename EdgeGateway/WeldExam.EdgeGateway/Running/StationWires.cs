using System.Collections.Immutable;
using WeldExam.Drivers.Capture;
using WeldExam.Drivers.Gpio;
using WeldExam.Drivers.I2c;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Outputs;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.Exam.Outputs;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Running;

/// <summary>All wires of one station, on the wires' thread: buses that are polled, lines that are watched, outputs that are kept.</summary>
internal sealed class StationWires : IDisposable
{
    private readonly List<BusPoller> _pollers = [];
    private readonly List<GpioInputs> _inputs = [];
    private readonly List<KeptOutput> _outputs = [];
    private readonly List<IDisposable> _links = [];
    private readonly List<BusCapture> _captures = [];
    private OutputKeeper? _keeper;

    private StationWires()
    {
    }

    /// <summary>What passed on each bus of late.</summary>
    public ImmutableArray<BusCapture> Captures => [.. _captures];

    public static StationWires Of(
        StationConfig station,
        IReadOnlyDictionary<string, DeviceProfile> profiles,
        StationLoop loop,
        TimeProvider clock,
        Random jitter,
        ILoggerFactory loggers)
    {
        var wires = new StationWires();
        var supplies = SignalWiring.SuppliesOf(station, profiles);
        foreach (var bus in station.Buses)
        {
            if (bus.Gpio is { } gpio)
                wires.Add(bus.Name, gpio, supplies, loop, clock, loggers);
            else
                wires.Add(bus, profiles, supplies, loop, clock, jitter, loggers);
        }

        wires._keeper = new([.. wires._outputs], loop.Outputs.Orders, loop.Reports, clock, loggers.CreateLogger<OutputKeeper>());
        return wires;
    }

    /// <summary>Polls, watches and keeps until cancelled.</summary>
    public Task RunAsync(CancellationToken cancel) => Task.WhenAll(
        [.. _pollers.Select(poller => poller.RunAsync(cancel)), .. _inputs.Select(bank => bank.RunAsync(cancel)), _keeper!.RunAsync(cancel)]);

    public void Dispose()
    {
        foreach (var link in _links)
            link.Dispose();
    }

    private void Add(string bus, GpioConfig gpio, Supplies supplies, StationLoop loop, TimeProvider clock, ILoggerFactory loggers)
    {
        if (gpio.Bank is { } bank)
            _inputs.Add(new(bank, () => GpioChip.Claim(gpio.Chip, bank, clock), loop.Reports, clock, loggers.CreateLogger<GpioInputs>()) { Supplies = supplies });
        foreach (var output in gpio.Outputs)
        {
            var port = new GpioOutput(() => GpioChip.Open(gpio.Chip, gpio.Driver), output.Line, output.ActiveLow, clock);
            _links.Add(port);
            _outputs.Add(new(output.Name, new(bus), port, output.Fail));
        }
    }

    private void Add(
        BusConfig bus,
        IReadOnlyDictionary<string, DeviceProfile> profiles,
        Supplies supplies,
        StationLoop loop,
        TimeProvider clock,
        Random jitter,
        ILoggerFactory loggers)
    {
        var ring = new CaptureRing();
        if (bus.I2c is null)
            _captures.Add(new(bus.Name, bus.TcpHost is null ? bus.SerialPort! : $"{bus.TcpHost}:{bus.TcpPort}", bus.TcpHost is null ? null : (ushort)bus.TcpPort, ring));
        var link = LinkOf(bus, profiles, ring, clock, jitter, loggers);
        _links.Add((IDisposable)link);
        ImmutableArray<PolledDevice> polled = [.. bus.Devices.Select(device => PolledOn(link, device, DeviceWiring.ProfileOf(device, profiles), clock))];
        _pollers.Add(new(polled, loop.Reports, new(), clock, loggers.CreateLogger<BusPoller>()) { Supplies = supplies });
        _outputs.AddRange(bus.Devices.Zip(polled).SelectMany(pair => CoilsOf(pair.First, pair.Second, clock)));
    }

    private static IEnumerable<KeptOutput> CoilsOf(DeviceConfig device, PolledDevice polled, TimeProvider clock) =>
        from output in device.Outputs
        let coil = polled.Profile.Channels.First(channel => channel.Name == output.Coil)
        select new KeptOutput(output.Name, device.Name, new ModbusCoil(polled.Device, coil.Address, clock), output.Fail)
        {
            MayRestore = output.Name != Arming.Contactor,
        };

    private static IModbusLink LinkOf(
        BusConfig bus,
        IReadOnlyDictionary<string, DeviceProfile> profiles,
        CaptureRing ring,
        TimeProvider clock,
        Random jitter,
        ILoggerFactory loggers)
    {
        if (bus.I2c is { } number)
            return I2cBus.Of(number, DeviceWiring.ChipsOf(bus, profiles), clock);
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
            SafetyInputs = DeviceWiring.SafetyInputsOf(device),
        };
}
