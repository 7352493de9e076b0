namespace WeldExam.Drivers.Profiles;

/// <summary>Which byte of a register comes first. The Modbus specification says high first; some makers do not.</summary>
public enum ByteOrder
{
    HighFirst = 0,
    LowFirst = 1,
}
