using WeldExam.Drivers;
using WeldExam.Drivers.I2c;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;

namespace WeldExam.EdgeGateway.Commands.Devices;

/// <summary>One device that a technician has wired up, with its way and its profile.</summary>
/// <param name="Name">What the station calls it.</param>
/// <param name="Profile">Its model, moved and measured as the station says.</param>
/// <param name="Unit">Its address.</param>
/// <param name="SerialPort">The port's path; null for TCP.</param>
/// <param name="Settings">Of the port.</param>
/// <param name="Host">Of TCP; null for serial.</param>
/// <param name="Port">Of TCP.</param>
internal sealed record DeviceAtHand(DeviceName Name, DeviceProfile Profile, byte Unit, string? SerialPort, SerialSettings Settings, string? Host, int Port)
{
    /// <summary>Number of the I2C bus; null for another way.</summary>
    public int? I2c { get; init; }

    public int? Baud => Host is null && I2c is null ? Settings.Baud : null;

    public static DeviceAtHand Of(BusConfig bus, DeviceConfig device, IReadOnlyDictionary<string, DeviceProfile> profiles) => new(
        device.Name, DeviceWiring.ProfileOf(device, profiles), device.Unit, bus.SerialPort, DeviceWiring.SettingsOf(bus, profiles), bus.TcpHost, bus.TcpPort) { I2c = bus.I2c };

    /// <summary>Opens nothing yet; the link is the caller's to dispose.</summary>
    public (IDisposable Link, ModbusDevice Device) Connect(TimeProvider clock, Random jitter, ILoggerFactory loggers)
    {
        IModbusLink link = I2c is { } number
            ? I2cBus.Of(number, new Dictionary<byte, I2cChip> { [Unit] = Profile.Link.Chip! }, clock)
            : Host is { } host
            ? new ModbusTcpLink(new TcpLine(host, Port, clock), new(), jitter, clock, loggers.CreateLogger<ModbusTcpLink>())
            : new RtuBus(new SerialLine(SerialPort!, Settings, clock), Settings.Baud, new(), jitter, clock, loggers.CreateLogger<RtuBus>());
        return ((IDisposable)link, PolledDevice.On(link, Name, Unit, Profile, clock).Device);
    }
}
