namespace WeldExam.Exam.Journal;

/// <summary>Ties the monotonic clock to UTC at the entry's time.</summary>
/// <param name="Utc">The wall clock's reading, whole microseconds.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Uncertainty">Bound on its error.</param>
public sealed record ClockAnchor(DateTimeOffset Utc, ClockSource Source, TimeSpan Uncertainty) : Entry;

/// <summary>Source of the wall clock. The numbers are part of the journal format.</summary>
public enum ClockSource
{
    /// <summary>Nobody vouches for it.</summary>
    Unsynchronised = 0,
    Ntp = 1,

    /// <summary>The battery clock in holdover.</summary>
    Rtc = 2,
}
