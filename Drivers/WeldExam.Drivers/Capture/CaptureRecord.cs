using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Capture;

/// <summary>One event of a line: bytes sent or received at once, the line opened, or down.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Bytes">The bytes; of a line that went down the cause in UTF-8.</param>
/// <param name="At">When, to the microsecond: sent bytes when handed over, received ones when taken.</param>
public sealed record CaptureRecord(MonotonicTick At, CaptureKind Kind, ReadOnlyMemory<byte> Bytes);
