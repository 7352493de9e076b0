namespace WeldExam.Contracts.Cbor;

/// <summary>Bytes that are not the one canonical spelling of a value of the format.</summary>
public sealed class CanonicalFormException(int offset, string reason) : Exception($"at byte {offset}: {reason}")
{
    /// <summary>Offset within the item that was read.</summary>
    public int Offset { get; } = offset;
}
