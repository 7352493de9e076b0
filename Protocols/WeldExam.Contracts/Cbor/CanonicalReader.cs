using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace WeldExam.Contracts.Cbor;

/// <summary>Reads what <see cref="CanonicalWriter"/> writes and refuses every other spelling of the same value.</summary>
/// <remarks>Throws <see cref="CanonicalFormException"/>, which names the offset, on anything else; callers at the edge of the format turn it into a value.</remarks>
public sealed class CanonicalReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // The array itself, because a Span cannot be kept and asking a Memory for one at each byte costs more than the byte.
    private readonly byte[] _array;
    private readonly int _start;
    private readonly int _length;

    public CanonicalReader(ReadOnlyMemory<byte> bytes)
    {
        if (!MemoryMarshal.TryGetArray(bytes, out var segment))
            segment = bytes.ToArray();
        (_array, _start, _length) = (segment.Array ?? [], segment.Offset, segment.Count);
    }

    public int Offset { get; private set; }

    /// <summary>Goes on reading at another place of the same bytes.</summary>
    public void MoveTo(int offset) => Offset = offset;

    public bool AtEnd => Offset == _length;

    public MajorType Peek() => (MajorType)(At(Offset) >> 5);

    public ulong Head(MajorType expected)
    {
        var start = Offset;
        var first = At(Offset);
        if (first >> 5 != (int)expected)
            throw new CanonicalFormException(start, $"expected {expected}, found major type {first >> 5}");
        Offset++;
        if ((first & 31) < 24)
            return (ulong)(first & 31);
        var (argument, least) = (first & 31) switch
        {
            24 => ((ulong)Take(1)[0], 24UL),
            25 => (BinaryPrimitives.ReadUInt16BigEndian(Take(2)), byte.MaxValue + 1UL),
            26 => (BinaryPrimitives.ReadUInt32BigEndian(Take(4)), ushort.MaxValue + 1UL),
            27 => (BinaryPrimitives.ReadUInt64BigEndian(Take(8)), uint.MaxValue + 1UL),
            _ => throw new CanonicalFormException(start, "indefinite or reserved length"),
        };
        return argument >= least ? argument : throw new CanonicalFormException(start, "argument not in its shortest form");
    }

    public ulong Unsigned() => Head(MajorType.Unsigned);

    public long Integer()
    {
        var start = Offset;
        var negative = Peek() == MajorType.Negative;
        var argument = Head(negative ? MajorType.Negative : MajorType.Unsigned);
        if (argument > long.MaxValue)
            throw new CanonicalFormException(start, "integer beyond 64 bits");
        return negative ? -1 - (long)argument : (long)argument;
    }

    /// <summary>An unsigned integer that must fit <see cref="int"/>.</summary>
    public int Int32()
    {
        var start = Offset;
        var value = Integer();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new CanonicalFormException(start, "integer beyond 32 bits");
    }

    public ReadOnlySpan<byte> Bytes() => Take(Count(MajorType.Bytes));

    public string Text()
    {
        var start = Offset;
        try
        {
            return Strict.GetString(Take(Count(MajorType.Text)));
        }
        catch (DecoderFallbackException)
        {
            throw new CanonicalFormException(start, "text is not UTF-8");
        }
    }

    public int Array() => Count(MajorType.Array);

    public int Map() => Count(MajorType.Map);

    /// <summary>Steps over one item of any allowed type and returns its bytes, having checked their form.</summary>
    public ReadOnlyMemory<byte> Skip(int depth = 0)
    {
        var start = Offset;
        if (depth > 16)
            throw new CanonicalFormException(start, "nested too deeply");
        switch (Peek())
        {
            case MajorType.Unsigned or MajorType.Negative:
                Integer();
                break;
            case MajorType.Bytes:
                Bytes();
                break;
            case MajorType.Text:
                Text();
                break;
            case MajorType.Array:
                for (var left = Array(); left > 0; left--)
                    Skip(depth + 1);
                break;
            case MajorType.Map:
                SkipFields(Map(), depth);
                break;
            default:
                throw new CanonicalFormException(start, "a type that journals do not use");
        }

        return _array.AsMemory(_start + start, Offset - start);
    }

    private void SkipFields(int count, int depth)
    {
        for (long last = -1; count > 0; count--)
        {
            var key = Integer();
            if (key <= last)
                throw new CanonicalFormException(Offset, "map keys are not rising unsigned integers");
            last = key;
            Skip(depth + 1);
        }
    }

    private int Count(MajorType type)
    {
        var start = Offset;
        var count = Head(type);
        return count <= (ulong)(_length - Offset) ? (int)count : throw new CanonicalFormException(start, "longer than what is left");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_length - Offset < count)
            throw new CanonicalFormException(Offset, "ends too early");
        Offset += count;
        return _array.AsSpan(_start + Offset - count, count);
    }

    private byte At(int offset) =>
        offset < _length ? _array[_start + offset] : throw new CanonicalFormException(offset, "ends too early");
}
