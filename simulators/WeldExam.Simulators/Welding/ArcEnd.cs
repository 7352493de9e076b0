namespace WeldExam.Simulators.Welding;

/// <summary>Why current stopped.</summary>
public enum ArcEnd
{
    /// <summary>The welder drew the electrode away.</summary>
    Broken,

    /// <summary>The electrode froze to the piece.</summary>
    Stuck,

    /// <summary>An upstream switch, the emergency stop or the contactor took the power away.</summary>
    PowerLost,

    /// <summary>Clamp or holder went back to its rest.</summary>
    CircuitOpened,
}
