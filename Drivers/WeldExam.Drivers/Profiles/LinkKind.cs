namespace WeldExam.Drivers.Profiles;

public enum LinkKind
{
    Rtu = 0,
    Tcp = 1,
}
