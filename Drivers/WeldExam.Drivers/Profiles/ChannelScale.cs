namespace WeldExam.Drivers.Profiles;

/// <summary>A channel's value is raw × <see cref="Multiplier"/>, in units of ten to the power of <see cref="Exponent"/>: 1344 with −2 is 13.44.
/// For a float register the raw number is first brought to that exponent by <see cref="Rounding"/>.</summary>
public readonly record struct ChannelScale(int Multiplier, int Exponent, Rounding Rounding);
