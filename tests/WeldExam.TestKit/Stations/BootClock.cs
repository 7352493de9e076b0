using WeldExam.TestKit.Pumps;

namespace WeldExam.TestKit.Stations;

/// <summary>The clock of one boot of a box: monotonic time begins near zero, timers and UTC are the simulation's.</summary>
public sealed class BootClock(SimulatedClock world) : TimeProvider
{
    /// <summary>A box has been up for a moment when the program starts.</summary>
    private static readonly TimeSpan AlreadyUp = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _origin = world.Elapsed - AlreadyUp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow();

    public override long GetTimestamp() => (world.Elapsed - _origin).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(callback, state, dueTime, period);
}
