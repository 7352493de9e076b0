using System.Buffers.Binary;
using System.Text;

namespace WeldExam.Protocols.IdCard;

/// <summary>The 256-byte text area of a second-generation card: UTF-16 little-endian, padded with spaces, laid out by the type flag at 248.</summary>
public static class ResidentCardText
{
    /// <summary>Bytes of the text area.</summary>
    public const int Length = 256;

    private const int FlagAt = 248;
    private const string NoEnd = "长期";

    /// <summary>Reads the layout of resident cards; every other outcome is named.</summary>
    public static CardText Read(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length)
            return new CardTextMalformed("length");
        var flag = (char)BinaryPrimitives.ReadUInt16LittleEndian(text[FlagAt..]);
        if (flag is not (' ' or '\0'))
            return new CardLayoutUnsupported(flag);
        var sex = Field(text, 30, 2);
        var to = Field(text, 204, 16);
        DateOnly? validTo = null;
        if (sex.Length != 1)
            return new CardTextMalformed("sex");
        if (!CardDate.TryRead(Field(text, 36, 16), out var birth))
            return new CardTextMalformed("birth");
        if (!CardDate.TryRead(Field(text, 188, 16), out var validFrom))
            return new CardTextMalformed("valid from");
        if (CardDate.TryRead(to, out var end))
            validTo = end;
        else if (to != NoEnd)
            return new CardTextMalformed("valid to");
        var name = Field(text, 0, 30);
        if (name.Length == 0)
            return new CardTextMalformed("name");
        return new CardTextRead(new ResidentCard(
            name, sex[0], Field(text, 32, 4), birth, Field(text, 52, 70), Field(text, 122, 36), Field(text, 158, 30), validFrom, validTo));
    }

    // Only padding is taken away: code units a decoder would replace (half a surrogate pair) stay as they are.
    private static string Field(ReadOnlySpan<byte> text, int at, int length)
    {
        var units = new StringBuilder(length / 2);
        for (var offset = at; offset < at + length; offset += 2)
            units.Append((char)BinaryPrimitives.ReadUInt16LittleEndian(text[offset..]));
        return units.ToString().TrimEnd(' ', '\0');
    }
}
