namespace WeldExam.Drivers.Profiles;

/// <summary>How often to ask, how long to wait, how late the device may still speak, and the silence it wants before a request.</summary>
public sealed record PollProfile(TimeSpan Period, TimeSpan ResponseTimeout, TimeSpan LongestAnswer, TimeSpan Gap)
{
    /// <summary>From the end of a request to the first byte of the answer, as measured or as the maker says; null where nobody has said.</summary>
    public TimeRange? AnswerDelay { get; init; }

    /// <summary>How long the device may stay silent after its supply came on.</summary>
    public TimeSpan StartUp { get; init; }
}
