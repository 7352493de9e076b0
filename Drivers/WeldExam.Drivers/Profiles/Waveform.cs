namespace WeldExam.Drivers.Profiles;

/// <summary>What a meter's number means for the wave at its terminals. Meters that average and scale for a sine are not in the list:
/// the current of an AC stick transformer or of AC TIG is none.</summary>
public enum Waveform
{
    /// <summary>The mean, with its sign where the meter has one.</summary>
    Dc = 0,

    /// <summary>True RMS over at least one whole period of the mains; never negative.</summary>
    AcTrueRms = 1,
}
