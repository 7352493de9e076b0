using WeldExam.Contracts.Files;

namespace WeldExam.Station.Identity;

/// <summary>The point's key under which the roster names candidates: HMAC-SHA256 of the ID number (RFC 2104), so that a roster that leaks names nobody.</summary>
public sealed class RosterKey(byte[] key)
{
    public const int Length = 32;

    /// <summary>Lower-case hexadecimal look-up key of an ID number.</summary>
    public string LookUpKeyOf(string idNumber) => Roster.KeyOf(key, idNumber);
}
