using System.Collections.Immutable;
using WeldExam.Drivers;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Journal;
using WeldExam.Station.Acquisition;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>A box as <c>station.yaml</c> describes it (docs/DEPLOY.md). Paths are absolute here; in the file they start from the file's folder.</summary>
public sealed record GatewayConfig
{
    /// <summary>The exam point's name, as in topics.</summary>
    public required string Point { get; init; }

    /// <summary>The box's name: what its device key is registered under at the centre.</summary>
    public required string Box { get; init; }

    /// <summary>Folder of journals and adopted files.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The device key; made on first start.</summary>
    public required string DeviceKeyFile { get; init; }

    /// <summary>The centre's public key; null for a box that only practises.</summary>
    public ReadOnlyMemory<byte>? CentreKey { get; init; }

    /// <summary>File with the point's roster key (64 hexadecimal digits); null where no roster is used.</summary>
    public string? RosterKeyFile { get; init; }

    public required HttpConfig Http { get; init; }

    /// <summary>Who vouches for the wall clock.</summary>
    public required ClockTrust Clock { get; init; }

    /// <summary>Exam or practice. Only a policy signed by the centre lets a sample paper run in exam mode.</summary>
    public required ExamMode Mode { get; init; }

    /// <summary>With what exams are held here; a paper says which forms it allows.</summary>
    public ExamForm Form { get; init; }

    /// <summary>Simulated devices: every part is marked as a test.</summary>
    public bool IsTest { get; init; }

    /// <summary>Papers on the box itself, for practice only.</summary>
    public string? PracticePapersFolder { get; init; }

    /// <summary>Device profiles beside those that come with the product.</summary>
    public string? ProfilesFolder { get; init; }

    /// <summary>The way to the centre; null for a box that stands alone.</summary>
    public UplinkConfig? Uplink { get; init; }

    /// <summary>Where a PLC may read the stations; null for nowhere.</summary>
    public ModbusServerConfig? ModbusServer { get; init; }

    /// <summary>One to four stations.</summary>
    public required ImmutableArray<StationConfig> Stations { get; init; }
}

/// <summary>Where screens and tests reach the box.</summary>
public sealed record HttpConfig(string Address, int Port);

/// <summary>Where the read-only Modbus TCP server listens: an IP address and a port.</summary>
public sealed record ModbusServerConfig(string Address, int Port);

/// <summary>The way to the broker.</summary>
public sealed record UplinkConfig(string Host, int Port, bool Tls, string? User, string? PasswordFile);

/// <summary>Whose word about UTC counts.</summary>
public enum ClockTrust
{
    /// <summary>The kernel says it is synchronised (NTP or PTP).</summary>
    Ntp = 0,

    /// <summary>The system clock is taken as a battery clock in holdover.</summary>
    Holdover = 1,
}

/// <summary>One station.</summary>
public sealed record StationConfig
{
    public required string Name { get; init; }

    public ImmutableArray<BusConfig> Buses { get; init; } = [];

    public CardReaderConfig? CardReader { get; init; }

    /// <summary>What the station's wiring makes impossible.</summary>
    public WiringRules Wiring { get; init; } = WiringRules.None;

    /// <summary>Its rigs; empty where the station is one.</summary>
    public ImmutableArray<Rig> Rigs { get; init; } = [];

    /// <summary>All declared outputs: nothing else is ever written.</summary>
    public IEnumerable<OutputConfig> Outputs => Buses.SelectMany(bus => (bus.Gpio?.Outputs ?? []).Concat(bus.Devices.SelectMany(device => device.Outputs)));
}

/// <summary>One bus: a serial port or a TCP address, and what hangs on it.</summary>
public sealed record BusConfig
{
    public required string Name { get; init; }

    /// <summary>Path of the serial port; null for TCP.</summary>
    public string? SerialPort { get; init; }

    /// <summary>Overrides what the first device's profile says.</summary>
    public SerialSettings? Serial { get; init; }

    public string? TcpHost { get; init; }

    public int TcpPort { get; init; }

    /// <summary>Number of the I2C bus; null for another kind.</summary>
    public int? I2c { get; init; }

    /// <summary>Lines of a GPIO chip; null for a bus of devices.</summary>
    public GpioConfig? Gpio { get; init; }

    public required ImmutableArray<DeviceConfig> Devices { get; init; }
}

/// <summary>One device on a bus.</summary>
public sealed record DeviceConfig
{
    public required DeviceName Name { get; init; }

    public required string Profile { get; init; }

    public required byte Unit { get; init; }

    /// <summary>Null for the profile's own period.</summary>
    public TimeSpan? Period { get; init; }

    public DateOnly? CalibrationDue { get; init; }

    /// <summary>Added to every address of the profile: where the installation put a fieldbus image.</summary>
    public int Base { get; init; }

    /// <summary>What was measured on this very instrument.</summary>
    public ImmutableArray<InstrumentMeasurement> Measured { get; init; } = [];

    public required ImmutableDictionary<ChannelName, SignalUse> Signals { get; init; }

    /// <summary>Its coils that drive something.</summary>
    public ImmutableArray<OutputConfig> Outputs { get; init; } = [];
}

/// <summary>An ID card reader on a serial port.</summary>
public sealed record CardReaderConfig(string SerialPort, int Baud);
