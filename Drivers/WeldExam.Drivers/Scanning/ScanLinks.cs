using Microsoft.Extensions.Logging;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;

namespace WeldExam.Drivers.Scanning;

/// <summary>Ways to reach what a scan asks: a link for each setting, made when its turn comes and disposed of before the next one is made.</summary>
public static class ScanLinks
{
    /// <summary>One serial port, set anew for each link.</summary>
    public static Func<SerialSettings?, IModbusLink> Serial(
        Func<SerialSettings, IByteLine> lines, ModbusLinkOptions options, Random jitter, TimeProvider clock, ILogger<RtuBus> logger) =>
        settings => settings is null
            ? throw new ArgumentNullException(nameof(settings), "A serial line has settings.")
            : new RtuBus(lines(settings), settings.Baud, options, jitter, clock, logger);

    /// <summary>One TCP address. Silence of many units in a row is what a scan expects there, and no reason to connect anew.</summary>
    public static Func<SerialSettings?, IModbusLink> Tcp(
        Func<IByteLine> connections, ModbusLinkOptions options, Random jitter, TimeProvider clock, ILogger<ModbusTcpLink> logger) =>
        _ => new ModbusTcpLink(connections(), options with { SilentTransactions = int.MaxValue }, jitter, clock, logger);
}
