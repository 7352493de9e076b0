using WeldExam.Drivers.Capture;

namespace WeldExam.EdgeGateway.Running;

/// <summary>The recent past of one bus.</summary>
/// <param name="Bus">Its name in the configuration.</param>
/// <param name="Line">Device file or host:port.</param>
/// <param name="Port">The device's port; null for a serial line.</param>
/// <param name="Ring">What passed.</param>
public sealed record BusCapture(string Bus, string Line, ushort? Port, CaptureRing Ring);
