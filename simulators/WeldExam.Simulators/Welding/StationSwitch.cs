namespace WeldExam.Simulators.Welding;

/// <summary>The nested switches of a booth, upstream first: each feeds the next.</summary>
public enum StationSwitch
{
    Main,
    Rcd,
    Machine,
}
