using WeldExam.Drivers.Lines;
using WeldExam.Exam.Time;

namespace WeldExam.EdgeGateway.Threads;

/// <summary>The system's clock; its timers and waits belong to one <see cref="WireThread"/>.</summary>
internal sealed class WireThreadClock(WireWatch watch) : TimeProvider, IWireClock
{
    public static long Now => System.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new WireTimer(watch, callback, state, dueTime, period);

    public ILineWait CreateWait() => new WireWait(watch);

    /// <summary>A length as a number of stamps, rounded up.</summary>
    public static long Stamps(TimeSpan length) => (long)((((Int128)length.Ticks * System.TimestampFrequency) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);

    /// <summary>The first stamp that is not before <paramref name="tick"/>.</summary>
    public static long StampOf(MonotonicTick tick) => (long)((((Int128)tick.Microseconds * System.TimestampFrequency) + 999_999) / 1_000_000);

    /// <summary>A number of stamps as a length, rounded up; never negative.</summary>
    public static TimeSpan Span(long stamps) =>
        stamps <= 0 ? TimeSpan.Zero : TimeSpan.FromTicks((long)((((Int128)stamps * TimeSpan.TicksPerSecond) + System.TimestampFrequency - 1) / System.TimestampFrequency));
}
