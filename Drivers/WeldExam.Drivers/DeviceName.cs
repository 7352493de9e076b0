namespace WeldExam.Drivers;

/// <summary>What a station calls one of its devices, as in its configuration: <c>weld-meter</c>.</summary>
public readonly record struct DeviceName(string Value)
{
    public override string ToString() => Value;
}
