using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Lines;

/// <summary>Absolute deadlines on the monotonic clock.</summary>
internal static class LineClock
{
    public static MonotonicTick Now(this TimeProvider clock) => MonotonicTick.Now(clock);

    /// <summary>What is left until <paramref name="deadline"/>; never negative.</summary>
    public static TimeSpan Until(this TimeProvider clock, MonotonicTick deadline)
    {
        var now = clock.Now();
        return deadline > now ? deadline - now : TimeSpan.Zero;
    }

    public static MonotonicTick Earlier(MonotonicTick left, MonotonicTick right) => left < right ? left : right;

    public static MonotonicTick Later(MonotonicTick left, MonotonicTick right) => left > right ? left : right;

    /// <summary>Sleeps through what is left until <paramref name="tick"/>, in whole milliseconds rounded down: it never wakes much later.</summary>
    public static Task AlmostUntilAsync(this TimeProvider clock, MonotonicTick tick, CancellationToken cancel)
    {
        var left = TimeSpan.FromMilliseconds(Math.Floor(clock.Until(tick).TotalMilliseconds));
        return left == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(left, clock, cancel);
    }

    /// <summary>Waits until <paramref name="tick"/>, in whole milliseconds rounded up as timers count.</summary>
    public static Task UntilAsync(this TimeProvider clock, MonotonicTick tick, CancellationToken cancel)
    {
        var left = clock.Until(tick);
        return left == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), clock, cancel);
    }
}
