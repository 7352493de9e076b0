using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Scanning;

/// <summary>How long a scan waits for a unit, both from the end of the request and without the answer's own time on the wire.</summary>
/// <param name="Answer">What comes later is no answer.</param>
/// <param name="LongestAnswer">Nothing else is asked before; not less than <paramref name="Answer"/>.</param>
public readonly record struct ScanPatience(TimeSpan Answer, TimeSpan LongestAnswer)
{
    /// <summary>Enough for most; a slower unit is missed, never mistaken for another one.</summary>
    public static ScanPatience Quick { get; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(150));

    public static ScanPatience Patient { get; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(750));

    public static ScanPatience Of(DeviceProfile profile) => new(profile.Poll.ResponseTimeout, profile.Poll.LongestAnswer);

    /// <summary>The longer of both in each respect.</summary>
    public ScanPatience Or(ScanPatience other) => new(
        Answer > other.Answer ? Answer : other.Answer,
        LongestAnswer > other.LongestAnswer ? LongestAnswer : other.LongestAnswer);
}
