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

    /// <summary>Waits until <paramref name="tick"/>, never less: timers count whole milliseconds and may be early.</summary>
    public static async Task UntilAsync(this TimeProvider clock, MonotonicTick tick, CancellationToken cancel)
    {
        for (var left = clock.Until(tick); left > TimeSpan.Zero; left = clock.Until(tick))
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), clock, cancel);
    }
}
