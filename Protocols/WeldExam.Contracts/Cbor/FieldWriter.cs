using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using WeldExam.Exam;
using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Cbor;

/// <summary>Writes the fields of one map in rising key order; a field that is absent is left out.</summary>
public sealed class FieldWriter
{
    private readonly CanonicalWriter _writer;
    private readonly int _start;
    private int _count;

    private FieldWriter(CanonicalWriter writer)
    {
        _writer = writer;
        _start = writer.Length;
        writer.Map(0);
    }

    public static FieldWriter Begin(CanonicalWriter writer) => new(writer);

    public void End() => _writer.PatchMap(_start, _count);

    /// <summary>Starts a field whose value the caller writes next.</summary>
    public CanonicalWriter Field(int key)
    {
        _count++;
        _writer.Unsigned((ulong)key);
        return _writer;
    }

    public void Integer(int key, long value) => Field(key).Integer(value);

    public void Flag(int key, bool value) => Field(key).Unsigned(value ? 1UL : 0UL);

    public void Text(int key, string value) => Field(key).Text(value);

    public void OptionalText(int key, string? value)
    {
        if (value is not null)
            Text(key, value);
    }

    public void Bytes(int key, ReadOnlySpan<byte> value) => Field(key).Bytes(value);

    public void Id(int key, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Field(key).Bytes(bytes);
    }

    public void Hash(int key, Hash256 value)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        value.CopyTo(bytes);
        Field(key).Bytes(bytes);
    }

    /// <summary>A list, each item written by <paramref name="write"/>.</summary>
    public void List<T>(int key, ImmutableArray<T> items, Action<CanonicalWriter, T> write)
    {
        var writer = Field(key);
        writer.Array(items.Length);
        foreach (var item in items)
            write(writer, item);
    }

    /// <summary>A list of maps.</summary>
    public void Maps<T>(int key, ImmutableArray<T> items, Action<FieldWriter, T> write) =>
        List(key, items, (writer, item) => Map(writer, item, write));

    /// <summary>One map.</summary>
    public void Map<T>(int key, T value, Action<FieldWriter, T> write) => Map(Field(key), value, write);

    private static void Map<T>(CanonicalWriter writer, T value, Action<FieldWriter, T> write)
    {
        var fields = Begin(writer);
        write(fields, value);
        fields.End();
    }

    /// <summary>A day as the number of days since 0001-01-01.</summary>
    public void Day(int key, DateOnly value) => Integer(key, value.DayNumber);

    public void Span(int key, TimeSpan value) => Integer(key, value.Ticks / TimeSpan.TicksPerMicrosecond);

    public void Range(int key, SpanRange value)
    {
        var writer = Field(key);
        writer.Array(2);
        writer.Integer(value.Min.Ticks / TimeSpan.TicksPerMicrosecond);
        writer.Integer(value.Max.Ticks / TimeSpan.TicksPerMicrosecond);
    }

    public void Code<T>(int key, T value)
        where T : struct, Enum => Integer(key, Unsafe.BitCast<T, int>(value));

    /// <summary>A decimal fraction [exponent, mantissa] without trailing zeros (the content of tag 4, RFC 8949 §3.4.4).</summary>
    public void Decimal(int key, decimal value)
    {
        var (exponent, mantissa) = DecimalFraction.Of(value);
        var writer = Field(key);
        writer.Array(2);
        writer.Integer(exponent);
        writer.Integer(mantissa);
    }
}
