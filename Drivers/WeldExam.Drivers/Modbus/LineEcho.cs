namespace WeldExam.Drivers.Modbus;

/// <summary>Whether what is sent comes back on the same line, as it does from RS-485 adapters whose receiver stays on. The confirmation of a
/// single write equals its request, so an echo could confirm a write that no device ever saw.</summary>
public enum LineEcho
{
    /// <summary>Found out from the first reads that are answered: one behind an echo, or two without. Until then a confirmation that equals its request counts only when it
    /// comes twice: once as the echo.</summary>
    Unknown = 0,
    Absent = 1,

    /// <summary>An answer counts only behind a whole echo.</summary>
    Present = 2,
}
