namespace WeldExam.Drivers.Profiles;

/// <summary>A register that the model changes each time it renews its values. Answers with an unchanged one bring nothing new, and when
/// that lasts longer than <see cref="Within"/> they are stale.</summary>
public readonly record struct Heartbeat(RegisterKind From, ushort Address, ushort Mask, TimeSpan Within);
