namespace WeldExam.Drivers.Profiles;

public enum ChannelKind
{
    Analog = 0,
    Digital = 1,

    /// <summary>A serial number or a model name: read when a device is checked, never polled and never a signal.</summary>
    Text = 2,
}
