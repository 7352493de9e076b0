namespace WeldExam.Drivers.Profiles;

/// <summary>How often to ask, how long to wait, how late the device may still speak, and the silence it wants before a request.</summary>
public sealed record PollProfile(TimeSpan Period, TimeSpan ResponseTimeout, TimeSpan LongestAnswer, TimeSpan Gap);
