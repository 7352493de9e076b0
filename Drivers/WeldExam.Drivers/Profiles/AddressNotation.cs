namespace WeldExam.Drivers.Profiles;

/// <summary>What a plain five-digit address of a profile means. Makers' sheets use both; hexadecimal ones are always the wire's.</summary>
public enum AddressNotation
{
    /// <summary>Counted from zero, as on the wire.</summary>
    Wire = 0,

    /// <summary>Register numbers: the first digit names the table, the rest counts from one (40001 is holding 0).</summary>
    Modicon = 1,
}
