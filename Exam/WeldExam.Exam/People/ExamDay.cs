using WeldExam.Exam.Journal;

namespace WeldExam.Exam.People;

/// <summary>The UTC day on which something happens, as far as the clock can tell: two days around midnight.</summary>
/// <param name="First">The earliest it can be.</param>
/// <param name="Last">The latest it can be.</param>
public readonly record struct ExamDay(DateOnly First, DateOnly Last)
{
    public static ExamDay Of(ClockAnchor clock) => Of(clock.Utc, clock.Uncertainty);

    /// <param name="utc">The clock's reading.</param>
    /// <param name="uncertainty">Bound on its error.</param>
    public static ExamDay Of(DateTimeOffset utc, TimeSpan uncertainty) => new(Day(utc, -uncertainty.Ticks), Day(utc, uncertainty.Ticks));

    private static DateOnly Day(DateTimeOffset utc, long ticks) =>
        DateOnly.FromDateTime(new DateTime(Math.Clamp(utc.UtcTicks + ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc));
}
