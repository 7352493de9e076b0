using WeldExam.Drivers.Lines;

namespace WeldExam.Drivers.Tests.Scanning;

/// <summary>A device on a scanned bus.</summary>
/// <param name="At">How it is set.</param>
/// <param name="Unit">Its number.</param>
/// <param name="Answer">From a request's protocol data unit to the answer's; null for silence.</param>
internal sealed record ScannedDevice(SerialSettings At, byte Unit, Func<byte[], byte[]?> Answer)
{
    /// <summary>From the end of the request to the first byte of the answer.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>What it makes of its answer's bytes.</summary>
    public Func<byte[], byte[]> Sends { get; init; } = frame => frame;
}
