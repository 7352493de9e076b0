namespace WeldExam.Exam.Signals;

/// <summary>How far one sample can be trusted. Only <see cref="Good"/> carries a value; every other quality is a hole with a cause.
/// The numbers are part of the journal format and never change meaning.</summary>
public enum Quality
{
    Good = 0,

    /// <summary>The device answered, but with a value it had given before and says is not fresh.</summary>
    Stale = 1,

    /// <summary>No answer before the deadline.</summary>
    Timeout = 2,

    /// <summary>An answer whose check sum did not fit.</summary>
    Crc = 3,

    /// <summary>The device answered with an exception.</summary>
    Exception = 4,

    /// <summary>A value outside the profile's valid range, or the profile's error value.</summary>
    OutOfRange = 5,

    /// <summary>A 4–20 mA loop under 3.6 mA or over 21 mA.</summary>
    SensorOpen = 6,

    /// <summary>The link to the device is down: nothing was asked.</summary>
    LinkDown = 7,

    /// <summary>The device's own supply is switched off, so its silence is expected: neither fault nor zero.</summary>
    ExpectedAbsence = 8,

    /// <summary>Read, but not to be believed: it contradicts another signal's wiring, or does not come to rest.</summary>
    Implausible = 9,
}
