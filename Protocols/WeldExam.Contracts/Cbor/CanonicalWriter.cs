using System.Buffers.Binary;
using System.Text;

namespace WeldExam.Contracts.Cbor;

/// <summary>Writes the subset of CBOR that journals are made of, in its only form: core deterministic encoding
/// (RFC 8949 §4.2.1) with unsigned integers as map keys, written in rising order by the caller.</summary>
public sealed class CanonicalWriter
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _buffer = new byte[1024];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written since the last <see cref="Clear"/>; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public byte[] ToArray() => Written.ToArray();

    /// <summary>Writes the head of an item: its major type and its argument in the fewest bytes.</summary>
    public void Head(MajorType type, ulong argument)
    {
        var at = Reserve(9);
        var major = (byte)((int)type << 5);
        switch (argument)
        {
            case < 24:
                at[0] = (byte)(major | (byte)argument);
                Length += 1;
                break;
            case <= byte.MaxValue:
                at[0] = (byte)(major | 24);
                at[1] = (byte)argument;
                Length += 2;
                break;
            case <= ushort.MaxValue:
                at[0] = (byte)(major | 25);
                BinaryPrimitives.WriteUInt16BigEndian(at[1..], (ushort)argument);
                Length += 3;
                break;
            case <= uint.MaxValue:
                at[0] = (byte)(major | 26);
                BinaryPrimitives.WriteUInt32BigEndian(at[1..], (uint)argument);
                Length += 5;
                break;
            default:
                at[0] = (byte)(major | 27);
                BinaryPrimitives.WriteUInt64BigEndian(at[1..], argument);
                Length += 9;
                break;
        }
    }

    public void Unsigned(ulong value) => Head(MajorType.Unsigned, value);

    public void Integer(long value)
    {
        if (value >= 0)
            Head(MajorType.Unsigned, (ulong)value);
        else
            Head(MajorType.Negative, (ulong)(-1 - value));
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Head(MajorType.Bytes, (ulong)value.Length);
        Raw(value);
    }

    /// <exception cref="ArgumentException">Half a surrogate pair: it would be replaced, and the record would say something else.</exception>
    public void Text(string value)
    {
        var count = Strict.GetByteCount(value);
        Head(MajorType.Text, (ulong)count);
        Length += Strict.GetBytes(value, Reserve(count));
    }

    public void Array(int count) => Head(MajorType.Array, (ulong)count);

    public void Map(int count) => Head(MajorType.Map, (ulong)count);

    /// <summary>Appends bytes that are canonical CBOR already.</summary>
    public void Raw(ReadOnlySpan<byte> encoded)
    {
        encoded.CopyTo(Reserve(encoded.Length));
        Length += encoded.Length;
    }

    /// <summary>Rewrites the one-byte head of a map begun at <paramref name="offset"/>, once its fields have been counted.</summary>
    public void PatchMap(int offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 23);
        _buffer[offset] = (byte)(((int)MajorType.Map << 5) | count);
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Length < count)
            System.Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        return _buffer.AsSpan(Length);
    }
}
