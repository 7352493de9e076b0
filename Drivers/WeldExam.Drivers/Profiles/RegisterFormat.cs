namespace WeldExam.Drivers.Profiles;

/// <summary>How registers make a number or a text. <see cref="Bits"/> is one bit, or the field under a mask.</summary>
public enum RegisterFormat
{
    U16 = 0,
    S16 = 1,
    U32 = 2,
    S32 = 3,
    Float = 4,
    Bits = 5,
    U64 = 6,
    S64 = 7,
    Double = 8,

    /// <summary>Binary coded decimal, four digits a register; a nibble over 9 is no number.</summary>
    Bcd = 9,

    /// <summary>Two characters a register, ASCII; ends at the first zero.</summary>
    String = 10,
}
