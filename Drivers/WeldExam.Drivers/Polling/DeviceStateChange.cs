using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>A device began or ceased to answer. Single faults are no change: they show in the quality of their readings.</summary>
public sealed record DeviceStateChange : DeviceReport
{
    public DeviceStateChange(DeviceName device, MonotonicTick at, DeviceState from, DeviceState to, string cause)
        : base(device)
    {
        At = at;
        From = from;
        To = to;
        Cause = cause;
    }

    public MonotonicTick At { get; }

    public DeviceState From { get; }

    public DeviceState To { get; }

    /// <summary>For a technician; empty when the device answers.</summary>
    public string Cause { get; }
}
