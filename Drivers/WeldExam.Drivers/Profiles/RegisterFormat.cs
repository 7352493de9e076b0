namespace WeldExam.Drivers.Profiles;

/// <summary>How registers make a number. <see cref="Bits"/> is one bit, or the field under a mask.</summary>
public enum RegisterFormat
{
    U16 = 0,
    S16 = 1,
    U32 = 2,
    S32 = 3,
    Float = 4,
    Bits = 5,
}
