namespace WeldExam.Drivers.Outputs;

/// <summary>One output of a station.</summary>
/// <param name="Name">contactor, light-red, light-amber, light-green, horn.</param>
/// <param name="Device">The device it hangs on.</param>
/// <param name="Port">Its wire.</param>
/// <param name="Fail">What becomes of it when the program ends.</param>
public sealed record KeptOutput(string Name, DeviceName Device, IOutputPort Port, FailState Fail)
{
    /// <summary>Whether it is switched on again by itself when it reads off: never for what energises.</summary>
    public bool MayRestore { get; init; } = true;
}
