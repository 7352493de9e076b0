namespace WeldExam.Drivers.ModbusServer;

/// <summary>How a Modbus TCP server treats those who connect.</summary>
public sealed record ModbusServerOptions
{
    /// <summary>One more takes the place of the connection that has been idle longest, if that is <see cref="Displaced"/> or more; else it is refused.</summary>
    public int MostConnections { get; init; } = 8;

    /// <summary>A connection without a whole request for so long is closed.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A PLC that restarts leaves connections behind that nobody will close.</summary>
    public TimeSpan Displaced { get; init; } = TimeSpan.FromSeconds(5);
}
