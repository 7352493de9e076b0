namespace WeldExam.Drivers.Profiles;

/// <summary>How a floating-point register becomes an integer of the stated exponent.</summary>
public enum Rounding
{
    /// <summary>To the nearest, halves away from zero.</summary>
    Nearest = 0,

    /// <summary>Towards zero.</summary>
    TowardsZero = 1,
}
