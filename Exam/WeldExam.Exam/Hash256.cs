using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace WeldExam.Exam;

/// <summary>A SHA-256 value (FIPS 180-4), compared and printed as a value. The default is 32 zero bytes and names nothing.</summary>
public readonly record struct Hash256(UInt128 High, UInt128 Low)
{
    public const int Length = 32;

    /// <summary>Hashes <paramref name="bytes"/>.</summary>
    public static Hash256 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(bytes, hash);
        return FromBytes(hash);
    }

    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static Hash256 FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A SHA-256 value has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        return new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
    }

    public static bool TryParse(string? hex, out Hash256 hash)
    {
        hash = default;
        if (hex is not { Length: Length * 2 }
            || !UInt128.TryParse(hex.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, null, out var high)
            || !UInt128.TryParse(hex.AsSpan(32), NumberStyles.AllowHexSpecifier, null, out var low))
        {
            return false;
        }

        hash = new(high, low);
        return true;
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination, High);
        BinaryPrimitives.WriteUInt128BigEndian(destination[16..], Low);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    public override string ToString() => High.ToString("x32", null) + Low.ToString("x32", null);
}
