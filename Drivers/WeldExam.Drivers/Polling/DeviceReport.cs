namespace WeldExam.Drivers.Polling;

/// <summary>What a poll loop tells, in the order in which it happened: a <see cref="DevicePoll"/> or a <see cref="DeviceStateChange"/>.</summary>
public abstract record DeviceReport
{
    private protected DeviceReport(DeviceName device) => Device = device;

    public DeviceName Device { get; }
}
