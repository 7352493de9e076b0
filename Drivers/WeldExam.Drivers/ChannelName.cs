namespace WeldExam.Drivers;

/// <summary>What a device profile calls one measured or switched signal of a device: <c>current</c>.</summary>
public readonly record struct ChannelName(string Value)
{
    public override string ToString() => Value;
}
