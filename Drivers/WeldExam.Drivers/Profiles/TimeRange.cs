namespace WeldExam.Drivers.Profiles;

/// <summary>From at least to at most.</summary>
public readonly record struct TimeRange(TimeSpan Min, TimeSpan Max);
