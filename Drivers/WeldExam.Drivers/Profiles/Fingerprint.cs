using System.Collections.Immutable;
using System.Text;

namespace WeldExam.Drivers.Profiles;

/// <summary>Registers by which a model is told from another one: their content is one of <see cref="Values"/>, or the text.</summary>
/// <param name="From">Input or holding.</param>
/// <param name="Address">First register.</param>
/// <param name="Count">One for values, as many as the text takes otherwise.</param>
/// <param name="Mask">The bits that count.</param>
/// <param name="Values">What may stand there; empty for a text.</param>
/// <param name="Text">What stands there in ASCII, two characters a register; null for values.</param>
public sealed record Fingerprint(RegisterKind From, ushort Address, ushort Count, ushort Mask, ImmutableArray<ushort> Values, string? Text)
{
    public ReadBlock Block => new(From, Address, Count);

    /// <summary>Whether an answer of <see cref="Block"/> is this model's.</summary>
    public bool Fits(ReadOnlySpan<byte> content) => Text is null
        ? Values.Contains((ushort)(((content[0] << 8) | content[1]) & Mask))
        : Encoding.ASCII.GetString(content).TrimEnd('\0', ' ').StartsWith(Text, StringComparison.Ordinal);
}
