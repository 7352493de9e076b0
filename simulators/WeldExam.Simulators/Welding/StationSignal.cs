namespace WeldExam.Simulators.Welding;

/// <summary>The contacts of a booth. The number is the discrete input's address on <c>dio-8</c> (FC02).</summary>
public enum StationSignal
{
    /// <summary>Auxiliary contact of the main switch: its position, not the voltage behind it.</summary>
    Main = 0,

    /// <summary>Auxiliary contact of the residual-current breaker.</summary>
    Rcd = 1,

    /// <summary>Auxiliary contact of the machine's own switch.</summary>
    Machine = 2,

    /// <summary>Closed while the earth clamp hangs at its rest.</summary>
    ClampRest = 3,

    /// <summary>Closed while the electrode holder hangs at its rest.</summary>
    HolderRest = 4,

    /// <summary>Extraction running.</summary>
    Fan = 5,

    /// <summary>Normally closed: 1 is healthy, 0 is pressed (or a broken wire).</summary>
    EmergencyStop = 6,

    /// <summary>Gas valve open.</summary>
    Gas = 7,
}
