using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace WeldExam.Contracts.Signing;

/// <summary>ECDSA on P-256 with SHA-256 (RFC 9053 §2.1), low-s only, so that a signature has one spelling. Not for use by two callers at once.</summary>
public sealed class Es256Suite : ISignatureSuite, IDisposable
{
    public const int PointLength = 65;

    private static readonly BigInteger Order = BigInteger.Parse(
        "00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static readonly BigInteger HalfOrder = Order / 2;
    private static readonly byte[] HalfOrderBytes = HalfOrder.ToByteArray(isUnsigned: true, isBigEndian: true);

    private byte[] _lastPoint = [];
    private ECDsa? _lastKey;

    public string Name => "intl";

    public int Algorithm => -7;

    public int SignatureLength => 64;

    /// <summary>Puts s into the lower half of the group order.</summary>
    public static void ToLowS(Span<byte> signature)
    {
        var s = signature[32..];
        if (s.SequenceCompareTo(HalfOrderBytes) <= 0)
            return;
        var low = Order - new BigInteger(s, isUnsigned: true, isBigEndian: true);
        s.Clear();
        low.TryWriteBytes(s[(32 - low.GetByteCount(isUnsigned: true))..], out _, isUnsigned: true, isBigEndian: true);
    }

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureLength
        && signature[32..].SequenceCompareTo(HalfOrderBytes) <= 0
        && Load(publicKey)
        && _lastKey!.VerifyData(message, signature, HashAlgorithmName.SHA256);

    /// <summary>Reads an uncompressed point; null when it is not a point of the curve.</summary>
    public static ECDsa? ImportPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointLength || point[0] != 4)
            return null;
        try
        {
            return ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
            });
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _lastKey?.Dispose();

    /// <summary>Blocks come in long runs under one key, so the last one is kept.</summary>
    private bool Load(ReadOnlySpan<byte> point)
    {
        if (_lastKey is not null && point.SequenceEqual(_lastPoint))
            return true;
        _lastKey?.Dispose();
        _lastKey = ImportPoint(point);
        _lastPoint = point.ToArray();
        return _lastKey is not null;
    }
}
