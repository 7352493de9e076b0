namespace WeldExam.Drivers.Profiles;

public enum ChannelKind
{
    Analog = 0,
    Digital = 1,
}
