namespace WeldExam.Drivers.Profiles;

/// <summary>The four tables of a Modbus device: functions 01, 02, 04 and 03 read them.</summary>
public enum RegisterKind
{
    Coil = 0,
    Discrete = 1,
    Input = 2,
    Holding = 3,
}
