namespace WeldExam.Drivers.Profiles;

/// <summary>When the model's value, repeated to the last digit, is too good to be true: beyond <see cref="Above"/> (channel resolution, in
/// magnitude) a live signal does not stand still for <see cref="After"/>. At rest it may.</summary>
public readonly record struct StuckReading(TimeSpan After, long Above);
