using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Sessions;

/// <summary>The examined time stood still for one cause.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Detail">Who paused, or what was seen.</param>
/// <param name="Boot">In which boot it began.</param>
/// <param name="From">When, on that boot's clock.</param>
/// <param name="EndedBy">Who let it go on, or what recovery found; null while it stands still.</param>
/// <param name="Length">How long; null while it stands still, and where it went over a reboot.</param>
public sealed record Standstill(InterruptionCause Cause, string Detail, BootId Boot, MonotonicTick From, string? EndedBy, TimeSpan? Length)
{
    public bool IsOver => EndedBy is not null;

    internal Standstill Until(string by, in Recorded recorded) =>
        this with { EndedBy = by, Length = recorded.Boot == Boot ? recorded.At - From : null };
}
