using WeldExam.Drivers.Outputs;

namespace WeldExam.Drivers.Polling;

/// <summary>An output was read back.</summary>
public sealed record OutputReport : DeviceReport
{
    public OutputReport(DeviceName device, string output, bool? ordered, OutputReading reading)
        : base(device) => (Output, Ordered, Reading) = (output, ordered, reading);

    public string Output { get; }

    /// <summary>What it should read now; null before the first order.</summary>
    public bool? Ordered { get; }

    public OutputReading Reading { get; }
}
