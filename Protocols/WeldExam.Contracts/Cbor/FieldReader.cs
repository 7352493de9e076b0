using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using WeldExam.Exam;
using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Cbor;

/// <summary>Reads the fields of one map in rising key order, each asked for by its key.</summary>
public sealed class FieldReader
{
    private readonly CanonicalReader _reader;
    private int _left;
    private int _next;

    private FieldReader(CanonicalReader reader)
    {
        _reader = reader;
        _left = _reader.Map();
        _next = -1;
        Advance();
    }

    public static FieldReader Begin(CanonicalReader reader) => new(reader);

    /// <summary>Whether every field was asked for. A newer box may have written more.</summary>
    public bool IsDone => _next < 0;

    /// <summary>Steps into an optional field; false where it is absent.</summary>
    public bool Has(int key) => _next == key;

    /// <summary>The caller has read the value of the field it stepped into.</summary>
    public void Done() => Advance();

    public long Integer(int key)
    {
        Expect(key);
        var value = _reader.Integer();
        Advance();
        return value;
    }

    public int Int32(int key)
    {
        Expect(key);
        var value = _reader.Int32();
        Advance();
        return value;
    }

    /// <summary>An enumeration's number; one that this version does not name belongs to a newer box.</summary>
    public T Code<T>(int key)
        where T : struct, Enum
    {
        var code = Unsafe.BitCast<int, T>(Int32(key));
        return Enum.IsDefined(code) ? code : throw new NewerFormatException();
    }

    public bool Flag(int key)
    {
        var offset = _reader.Offset;
        return Integer(key) switch
        {
            0 => false,
            1 => true,
            _ => throw new CanonicalFormException(offset, "a flag is 0 or 1"),
        };
    }

    public string Text(int key)
    {
        Expect(key);
        var value = _reader.Text();
        Advance();
        return value;
    }

    public string? OptionalText(int key) => Has(key) ? Text(key) : null;

    public byte[] Bytes(int key)
    {
        Expect(key);
        var value = _reader.Bytes().ToArray();
        Advance();
        return value;
    }

    public Guid Id(int key)
    {
        Expect(key);
        var value = new Guid(Fixed(16), bigEndian: true);
        Advance();
        return value;
    }

    public Hash256 Hash(int key)
    {
        Expect(key);
        var value = Hash256.FromBytes(Fixed(Hash256.Length));
        Advance();
        return value;
    }

    /// <summary>A list, each item read by <paramref name="read"/>.</summary>
    public ImmutableArray<T> List<T>(int key, Func<CanonicalReader, T> read)
    {
        Expect(key);
        var count = _reader.Array();
        var items = ImmutableArray.CreateBuilder<T>(count);
        for (var i = 0; i < count; i++)
            items.Add(read(_reader));
        Advance();
        return items.MoveToImmutable();
    }

    /// <summary>A list of maps.</summary>
    public ImmutableArray<T> Maps<T>(int key, Func<FieldReader, T> read) => List(key, reader => Map(reader, read));

    /// <summary>One map.</summary>
    public T Map<T>(int key, Func<FieldReader, T> read)
    {
        Expect(key);
        var value = Map(_reader, read);
        Advance();
        return value;
    }

    /// <summary>Reads a whole map; a field that is left over belongs to a newer version.</summary>
    public static T Map<T>(CanonicalReader reader, Func<FieldReader, T> read)
    {
        var fields = Begin(reader);
        var value = read(fields);
        return fields.IsDone ? value : throw new NewerFormatException();
    }

    public DateOnly Day(int key)
    {
        var day = Int32(key);
        return day >= 0 && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(day) : throw new CanonicalFormException(_reader.Offset, "day out of range");
    }

    public TimeSpan Span(int key) => Microseconds(Integer(key), _reader.Offset);

    public SpanRange Range(int key)
    {
        var (min, max) = Pair(key);
        return new(Microseconds(min, _reader.Offset), Microseconds(max, _reader.Offset));
    }

    public decimal Decimal(int key)
    {
        var (exponent, mantissa) = Pair(key);
        return exponent is >= -28 and <= 9
            ? DecimalFraction.ToDecimal((int)exponent, mantissa)
            : throw new CanonicalFormException(_reader.Offset, "decimal exponent out of range");
    }

    /// <summary>Requires that the next field is the one with this key.</summary>
    public void Expect(int key)
    {
        if (_next != key)
            throw new CanonicalFormException(_reader.Offset, $"field {key} is missing");
    }

    private (long First, long Second) Pair(int key)
    {
        Expect(key);
        if (_reader.Array() != 2)
            throw new CanonicalFormException(_reader.Offset, "a pair has two items");
        var pair = (_reader.Integer(), _reader.Integer());
        Advance();
        return pair;
    }

    private void Advance()
    {
        var last = _next;
        if (_left == 0)
        {
            _next = -1;
            return;
        }

        _left--;
        _next = _reader.Int32();
        if (_next <= last)
            throw new CanonicalFormException(_reader.Offset, "map keys are not rising unsigned integers");
    }

    private ReadOnlySpan<byte> Fixed(int length)
    {
        var value = _reader.Bytes();
        return value.Length == length ? value : throw new CanonicalFormException(_reader.Offset, $"expected {length} bytes");
    }

    private static TimeSpan Microseconds(long value, int offset) =>
        value is <= long.MaxValue / TimeSpan.TicksPerMicrosecond and >= long.MinValue / TimeSpan.TicksPerMicrosecond
            ? TimeSpan.FromMicroseconds(value)
            : throw new CanonicalFormException(offset, "duration out of range");
}
