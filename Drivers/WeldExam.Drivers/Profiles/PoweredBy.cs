namespace WeldExam.Drivers.Profiles;

/// <summary>Whose supply a channel lives on: while that reads off, silence is expected absence.</summary>
public enum PoweredBy
{
    Station = 0,
    Main = 1,
    Rcd = 2,
    Machine = 3,
}
