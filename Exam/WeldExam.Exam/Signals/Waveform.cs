namespace WeldExam.Exam.Signals;

/// <summary>What a meter's number means for the wave at its terminals. The numbers are part of the journal format.</summary>
public enum Waveform
{
    /// <summary>The mean, with its sign where the meter has one. Of an alternating current it is about nothing.</summary>
    Dc = 0,

    /// <summary>True RMS over whole periods; never negative.</summary>
    AcTrueRms = 1,
}
