namespace WeldExam.Drivers.Profiles;

/// <summary>How far outside its valid range a value may lie and still mean the range's end (channel resolution): the noise of a
/// transducer at zero, say. Farther out it is no value.</summary>
public readonly record struct ClampBand(long Below, long Above);
