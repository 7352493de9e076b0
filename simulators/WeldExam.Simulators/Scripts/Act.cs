using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Scripts;

/// <summary>One thing that a candidate, a card holder or misfortune does at the station.</summary>
public abstract record Act
{
    private protected Act()
    {
    }

    public sealed record Switch(StationSwitch Which, bool On) : Act;

    public sealed record Fan(bool On) : Act;

    public sealed record Gas(bool On) : Act;

    /// <summary>The earth clamp leaves its rest for the piece, or goes back; without it at the piece there is no arc.</summary>
    public sealed record Clamp(bool Taken) : Act;

    /// <summary>The electrode holder leaves its rest, or goes back.</summary>
    public sealed record Holder(bool Taken) : Act;

    /// <summary>Amperes dialled at the machine.</summary>
    public sealed record SetCurrent(double Amperes) : Act;

    /// <summary>Touch and draw: an arc that burns until broken.</summary>
    public sealed record Strike : Act;

    /// <summary>Touch without an arc: a failed start.</summary>
    public sealed record Scratch : Act;

    /// <summary>Strike and hold an arc; see <see cref="Scripts.Weld"/>.</summary>
    public sealed record WeldFor(Weld Weld) : Act;

    /// <summary>The electrode freezes to the piece for this long, then comes off without an arc.</summary>
    public sealed record Stick(TimeSpan Held) : Act;

    public sealed record BreakArc : Act;

    /// <summary>Pressed opens the normally-closed contact and takes the machine's power.</summary>
    public sealed record EmergencyStop(bool Pressed) : Act;

    public sealed record PlaceCard(string Card) : Act;

    public sealed record RemoveCard(bool HalfWay) : Act;

    /// <summary>Something goes wrong with a device.</summary>
    /// <param name="Device">Name of a device of the scenario.</param>
    /// <param name="Fault">What goes wrong.</param>
    /// <param name="Lasting">Until it clears by itself; null stands.</param>
    /// <param name="Requests">Clears after so many requests; null does not count.</param>
    public sealed record RaiseFault(string Device, Fault Fault, TimeSpan? Lasting, int? Requests) : Act;

    public sealed record ClearFaults(string Device) : Act;

    internal sealed record ClearFault(string Device, Fault Fault) : Act;

    internal sealed record Begin(string Performance) : Act;

    internal sealed record Finish(string Performance, TaskCompletionSource Done) : Act;
}
