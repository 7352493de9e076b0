namespace WeldExam.Drivers.Profiles;

/// <summary>Which register of two comes first.</summary>
public enum WordOrder
{
    HighFirst = 0,
    LowFirst = 1,
}
