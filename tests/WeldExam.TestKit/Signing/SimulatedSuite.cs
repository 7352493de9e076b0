using System.Security.Cryptography;
using WeldExam.Contracts.Signing;

namespace WeldExam.TestKit.Signing;

/// <summary>A stand-in for a signature scheme that gives the same bytes in every run: SHA-512 over key and message.
/// Whoever knows the public key can sign, so it proves nothing outside simulations; no host can choose it.</summary>
public sealed class SimulatedSuite : ISignatureSuite
{
    public static readonly SimulatedSuite Instance = new();

    public string Name => "sim";

    /// <summary>From COSE's range for private use (RFC 9053 §8.1: less than -65536).</summary>
    public int Algorithm => -70_001;

    public int SignatureLength => SHA512.HashSizeInBytes;

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.SequenceEqual(Sign(publicKey, message));

    internal static byte[] Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message) => SHA512.HashData([.. key, .. message]);
}
