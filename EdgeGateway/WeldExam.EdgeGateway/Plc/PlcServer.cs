using System.Collections.Frozen;
using System.Net;
using WeldExam.Drivers.ModbusServer;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;

namespace WeldExam.EdgeGateway.Plc;

/// <summary>The stations as units 1 to 4 of a read-only Modbus TCP server.</summary>
internal static class PlcServer
{
    public static ModbusTcpServer Of(ModbusServerConfig config, IReadOnlyList<StationRunner> stations, TimeProvider clock, ILoggerFactory loggers)
    {
        var banks = stations.Select((station, index) =>
            KeyValuePair.Create((byte)(index + 1), (IRegisterBank)new StationRegisters(() => StationGlance.Of(station.Loop))));
        return new(
            new IPEndPoint(IPAddress.Parse(config.Address), config.Port),
            new ServedUnits(banks.ToFrozenDictionary()),
            new(),
            clock,
            loggers.CreateLogger<ModbusTcpServer>());
    }
}
