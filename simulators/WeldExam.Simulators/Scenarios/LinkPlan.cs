namespace WeldExam.Simulators.Scenarios;

/// <summary>Where a device is reached. Devices that name the same port, path or bus share one link.</summary>
public abstract record LinkPlan
{
    private LinkPlan()
    {
    }

    /// <summary>Name under which devices share a link whose port or path is chosen at start.</summary>
    public string? Bus { get; init; }

    internal abstract string? Key { get; }

    /// <summary>A port on loopback.</summary>
    /// <param name="Port">TCP port on loopback; 0 is chosen at start.</param>
    public sealed record Tcp(int Port = 0) : LinkPlan
    {
        internal override string? Key => Port == 0 ? Bus : $"tcp {Port}";
    }

    /// <summary>No wire of the operating system: a test carries the bytes itself, on whatever clock it likes (<see cref="SimulatedStation.TalkTo"/>).</summary>
    /// <param name="IsTcp">Frames of Modbus TCP, else of RTU.</param>
    public sealed record InMemory(bool IsTcp) : LinkPlan
    {
        internal override string? Key => Bus;
    }

    /// <summary>A serial line.</summary>
    /// <param name="Symlink">Path that is made to point to the pty; null is a temporary one.</param>
    /// <param name="Baud">Line speed whose transmission time delays answers; null answers at once.</param>
    public sealed record Pty(string? Symlink = null, int? Baud = null) : LinkPlan
    {
        internal override string? Key => Symlink ?? Bus;
    }
}
