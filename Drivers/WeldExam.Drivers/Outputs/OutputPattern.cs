namespace WeldExam.Drivers.Outputs;

/// <summary>What an output does until it is told otherwise.</summary>
public enum OutputPattern
{
    Off = 0,
    On = 1,

    /// <summary>Half a second on, half a second off.</summary>
    Blink = 2,

    /// <summary>Three short tones, then silence.</summary>
    Beeps = 3,
}
