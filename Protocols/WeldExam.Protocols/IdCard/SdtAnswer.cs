using System.Buffers.Binary;

namespace WeldExam.Protocols.IdCard;

/// <summary>A reader's answer: three status bytes, of which SW3 decides, and content. The content of a read is personal: the text form
/// of this value never shows it.</summary>
public readonly record struct SdtAnswer(byte Sw1, byte Sw2, SdtStatus Status, ReadOnlyMemory<byte> Content)
{
    private const int SizesLength = 4;

    /// <summary>Splits the content of <see cref="SdtCommand.Read"/>: lengths 0100h and 0400h, 256 bytes text, 1024 bytes photo.</summary>
    public bool TryTextAndPhoto(out ReadOnlyMemory<byte> text, out ReadOnlyMemory<byte> photo)
    {
        text = photo = default;
        if (Content.Length < SizesLength)
            return false;
        int textLength = BinaryPrimitives.ReadUInt16BigEndian(Content.Span);
        int photoLength = BinaryPrimitives.ReadUInt16BigEndian(Content.Span[2..]);
        if (textLength != ResidentCardText.Length || Content.Length != SizesLength + textLength + photoLength)
            return false;
        text = Content.Slice(SizesLength, textLength);
        photo = Content.Slice(SizesLength + textLength, photoLength);
        return true;
    }

    /// <summary>The 16 bytes of <see cref="SdtCommand.SamId"/> as printed on the reader: %02d%02d%08d%010d%010d.</summary>
    public bool TrySamId(out string samId)
    {
        samId = "";
        if (Content.Length != 16)
            return false;
        var bytes = Content.Span;
        samId = $"{BinaryPrimitives.ReadUInt16LittleEndian(bytes):D2}{BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]):D2}"
            + $"{BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]):D8}{BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]):D10}"
            + $"{BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]):D10}";
        return true;
    }

    public override string ToString() => $"SDT answer {(byte)Status:X2}, {Content.Length} bytes";
}
