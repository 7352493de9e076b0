namespace WeldExam.Drivers.Profiles;

/// <summary>Values the model can mean, in channel resolution, both ends included.</summary>
public readonly record struct ValidRange(long Min, long Max);
