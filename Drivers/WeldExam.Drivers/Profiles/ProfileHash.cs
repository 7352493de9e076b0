using System.Security.Cryptography;

namespace WeldExam.Drivers.Profiles;

/// <summary>SHA-256 over a profile file's bytes, in lower-case hexadecimal: it names in the journal which facts the values rest on.</summary>
public readonly record struct ProfileHash(string Hex)
{
    public static ProfileHash Of(ReadOnlySpan<byte> file) => new(Convert.ToHexStringLower(SHA256.HashData(file)));

    public override string ToString() => Hex;
}
