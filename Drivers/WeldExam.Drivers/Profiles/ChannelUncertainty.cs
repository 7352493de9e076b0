namespace WeldExam.Drivers.Profiles;

/// <summary>Half-width of a value's uncertainty: parts per million of the reading, plus a constant in channel resolution.</summary>
public readonly record struct ChannelUncertainty(int OfReadingPpm, long Absolute);
