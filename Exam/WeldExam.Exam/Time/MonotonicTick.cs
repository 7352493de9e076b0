namespace WeldExam.Exam.Time;

/// <summary>A reading of the box's one monotonic clock: microseconds since an origin that is fixed for one boot.
/// Two ticks may be compared only within the same boot; a tick says nothing about the wall clock.</summary>
public readonly record struct MonotonicTick(long Microseconds) : IComparable<MonotonicTick>
{
    /// <summary>Reads <paramref name="clock"/> now.</summary>
    public static MonotonicTick Now(TimeProvider clock) => Of(clock, clock.GetTimestamp());

    /// <summary>Converts a stamp of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public static MonotonicTick Of(TimeProvider clock, long timestamp) =>
        new((long)((Int128)timestamp * 1_000_000 / clock.TimestampFrequency));

    /// <summary>The middle of a transaction that was asked at one tick and answered at another.</summary>
    public static MonotonicTick Middle(MonotonicTick asked, MonotonicTick answered) =>
        new(asked.Microseconds + ((answered.Microseconds - asked.Microseconds) / 2));

    public static TimeSpan operator -(MonotonicTick later, MonotonicTick earlier) =>
        TimeSpan.FromMicroseconds(later.Microseconds - earlier.Microseconds);

    public static MonotonicTick operator +(MonotonicTick tick, TimeSpan span) =>
        new(tick.Microseconds + (span.Ticks / TimeSpan.TicksPerMicrosecond));

    public static MonotonicTick operator -(MonotonicTick tick, TimeSpan span) =>
        new(tick.Microseconds - (span.Ticks / TimeSpan.TicksPerMicrosecond));

    public static bool operator <(MonotonicTick left, MonotonicTick right) => left.Microseconds < right.Microseconds;

    public static bool operator >(MonotonicTick left, MonotonicTick right) => left.Microseconds > right.Microseconds;

    public static bool operator <=(MonotonicTick left, MonotonicTick right) => left.Microseconds <= right.Microseconds;

    public static bool operator >=(MonotonicTick left, MonotonicTick right) => left.Microseconds >= right.Microseconds;

    public int CompareTo(MonotonicTick other) => Microseconds.CompareTo(other.Microseconds);

    public override string ToString() => $"{Microseconds / 1_000_000}.{Microseconds % 1_000_000:D6} s";
}
