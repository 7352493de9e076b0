using System.Collections.Immutable;
using System.Globalization;
using WeldExam.Drivers;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Yaml;
using WeldExam.Station.Acquisition;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>Reads one station of <c>station.yaml</c>.</summary>
internal static class StationConfigReader
{
    private static readonly PortNames Ports = new("/");

    public static StationConfig Read(YamlFields fields, string folder)
    {
        var station = new StationConfig
        {
            Name = GatewayConfigFile.Name(fields, "name"),
            Buses = [.. fields.Sections("buses", required: false).Select(bus => ReadBus(bus, folder))],
            CardReader = ReadCardReader(fields, folder),
        };
        var signals = station.Buses.SelectMany(bus => bus.Devices).SelectMany(device => device.Signals.Values)
            .Concat(station.Buses.SelectMany(bus => bus.Gpio?.Signals.Values ?? [])).Select(use => use.Signal).ToList();
        foreach (var twice in signals.GroupBy(signal => signal).Where(group => group.Count() > 1))
            fields.Complain("buses", $"signal '{twice.Key}' is fed by more than one channel");
        var names = station.Buses.SelectMany(bus => bus.Devices).Select(device => device.Name).Concat(station.Buses.Where(bus => bus.Gpio is not null).Select(bus => new DeviceName(bus.Name)));
        foreach (var name in names.GroupBy(name => name).Where(group => group.Count() > 1))
            fields.Complain("buses", $"two devices are called '{name.Key}'");
        InputOutputReader.Check(fields, [.. station.Outputs], signals);
        station = station with { Wiring = WiringReader.Read(fields, signals), Rigs = RigReader.Read(fields, signals) };
        fields.RefuseOthers();
        return station;
    }

    private static BusConfig ReadBus(YamlFields fields, string folder)
    {
        var serial = fields.OptionalText("serial");
        var tcp = fields.OptionalText("tcp");
        var i2c = (int?)fields.OptionalNumber("i2c", 0, 255);
        var name = GatewayConfigFile.Name(fields, "name");
        var gpio = InputOutputReader.ReadGpio(fields, name);
        if ((serial is null ? 0 : 1) + (tcp is null ? 0 : 1) + (gpio is null ? 0 : 1) + (i2c is null ? 0 : 1) != 1)
            fields.Complain("tcp", "a bus has either 'serial' (the port's path), 'tcp' (host:port), 'i2c' (its number) or 'gpio' (a chip)");
        var (host, port) = TcpAddress(fields, tcp);
        var bus = new BusConfig
        {
            Name = name,
            Gpio = gpio,
            I2c = i2c,
            SerialPort = serial is null ? null : ReadPort(fields, serial, folder),
            Serial = serial is null ? null : ReadSerial(fields),
            TcpHost = host,
            TcpPort = port,
            Devices = [.. fields.Sections("devices", required: gpio is null).Select(ReadDevice)],
        };
        fields.RefuseOthers();
        return bus;
    }

    private static string ReadPort(YamlFields fields, string text, string folder)
    {
        var path = GatewayConfigFile.PathOf(text, folder);
        if (Ports.WhyNot(path) is { } complaint)
            fields.Complain("serial", $"{path} {complaint}");
        return path;
    }

    private static (string? Host, int Port) TcpAddress(YamlFields fields, string? address)
    {
        if (address is null)
            return (null, 0);
        var colon = address.LastIndexOf(':');
        if (colon > 0 && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536)
            return (address[..colon], port);
        fields.Complain("tcp", $"'{address}' is no host:port");
        return (null, 0);
    }

    private static SerialSettings? ReadSerial(YamlFields fields)
    {
        if (fields.OptionalSection("line") is not { } line)
            return null;
        var settings = new SerialSettings
        {
            Baud = (int)line.Number("baud", SerialSettings.SlowestBaud, SerialSettings.FastestBaud),
            DataBits = (int)(line.OptionalNumber("dataBits", 7, 8) ?? 8),
            Parity = line.OptionalChoice<SerialParity>("parity") ?? SerialParity.None,
            StopBits = (int)(line.OptionalNumber("stopBits", 1, 2) ?? 1),
            Rs485 = ReadRs485(line),
        };
        line.RefuseOthers();
        return settings;
    }

    private static Rs485? ReadRs485(YamlFields line)
    {
        if (line.OptionalSection("rs485") is not { } turn)
            return null;
        var rs485 = new Rs485
        {
            RtsOnSend = !turn.Flag("rtsLowOnSend"),
            DelayBeforeSend = (int)(turn.OptionalNumber("delayBeforeSend", 0, 100) ?? 0),
            DelayAfterSend = (int)(turn.OptionalNumber("delayAfterSend", 0, 100) ?? 0),
        };
        turn.RefuseOthers();
        return rs485;
    }

    private static DeviceConfig ReadDevice(YamlFields fields)
    {
        var period = fields.OptionalNumber("period", 20, 60_000);
        var device = new DeviceConfig
        {
            Name = new(GatewayConfigFile.Name(fields, "name")),
            Profile = fields.Text("profile"),
            Unit = (byte)fields.Number("unit", 0, 255),
            Period = period is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            CalibrationDue = InstrumentReader.Day(fields, "calibrationDue"),
            Base = (int)(fields.OptionalNumber("base", 0, ushort.MaxValue) ?? 0),
            Measured = InstrumentReader.Read(fields),
            Outputs = InputOutputReader.ReadCoils(fields),
            Signals = fields.Has("outputs") && !fields.Has("signals") ? ImmutableDictionary<ChannelName, SignalUse>.Empty : ReadSignals(fields),
        };
        fields.RefuseOthers();
        return device;
    }

    private static ImmutableDictionary<ChannelName, SignalUse> ReadSignals(YamlFields fields)
    {
        var uses = ImmutableDictionary.CreateBuilder<ChannelName, SignalUse>();
        if (fields.Section("signals") is not { } signals)
            return uses.ToImmutable();
        foreach (var channel in signals.Names)
        {
            uses[new(channel)] = InputOutputReader.SignalUseOf(signals.Text(channel));
        }

        signals.RefuseOthers();
        return uses.ToImmutable();
    }

    private static CardReaderConfig? ReadCardReader(YamlFields fields, string folder)
    {
        if (fields.OptionalSection("cardReader") is not { } reader)
            return null;
        var config = new CardReaderConfig(
            ReadPort(reader, reader.Text("serial"), folder),
            (int)(reader.OptionalNumber("baud", 9600, 460_800) ?? 115_200));
        reader.RefuseOthers();
        return config;
    }
}
