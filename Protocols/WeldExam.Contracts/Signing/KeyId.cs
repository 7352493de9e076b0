using WeldExam.Exam;

namespace WeldExam.Contracts.Signing;

/// <summary>Short name of a public key: the first eight bytes of its SHA-256.</summary>
public readonly record struct KeyId(ulong Value)
{
    public const int Length = 8;

    public static KeyId Of(ReadOnlySpan<byte> publicKey) => new((ulong)(Hash256.Of(publicKey).High >> 64));

    public override string ToString() => Value.ToString("x16");
}
