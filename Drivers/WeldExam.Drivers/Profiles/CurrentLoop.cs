namespace WeldExam.Drivers.Profiles;

/// <summary>Raw limits of a 4–20 mA loop (3.6 and 21 mA): outside, the sensor is taken for open.</summary>
public readonly record struct CurrentLoop(long OpenBelow, long OpenAbove);
