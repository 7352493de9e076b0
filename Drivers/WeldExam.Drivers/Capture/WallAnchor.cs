using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Capture;

/// <summary>What UTC was at a tick, so that a capture can be laid beside a log.</summary>
public readonly record struct WallAnchor(MonotonicTick At, DateTimeOffset Utc)
{
    public DateTimeOffset UtcAt(MonotonicTick tick) => Utc + (tick - At);
}
