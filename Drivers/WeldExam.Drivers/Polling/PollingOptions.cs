namespace WeldExam.Drivers.Polling;

/// <summary>When a poll loop speaks of a change, and how it treats a device that does not answer.</summary>
public sealed record PollingOptions
{
    /// <summary>Failed polls of one kind in a row until a device that answered is said to have changed. A link that is down is said at once.</summary>
    public int FailuresUntilSaid { get; init; } = 3;

    /// <summary>Failed polls in a row until the device is asked less often, so that it does not hold up the others on its bus.</summary>
    public int FailuresUntilBackOff { get; init; } = 10;

    /// <summary>The longest pause between two attempts on an absent device; the pause doubles up to it.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(1);
}
