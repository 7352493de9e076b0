namespace WeldExam.Simulators.Welders;

/// <summary>When the extraction is switched on.</summary>
public enum Ventilation
{
    BeforeFirstArc,
    AfterFirstArc,
    Never,
}
