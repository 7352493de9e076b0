namespace WeldExam.Simulators.Welders;

/// <summary>When clamp or holder goes back to its rest.</summary>
public enum Returned
{
    AfterSwitchingOff,
    BeforeSwitchingOff,
    Never,
}
