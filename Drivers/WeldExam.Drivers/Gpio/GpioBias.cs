namespace WeldExam.Drivers.Gpio;

/// <summary>What holds an open input at a level.</summary>
public enum GpioBias
{
    /// <summary>The wiring outside.</summary>
    None = 0,
    PullUp = 1,
    PullDown = 2,
}
