namespace WeldExam.Drivers.Profiles;

/// <summary>Which register of a number that takes several comes first; with four of them all are turned round.</summary>
public enum WordOrder
{
    HighFirst = 0,
    LowFirst = 1,
}
