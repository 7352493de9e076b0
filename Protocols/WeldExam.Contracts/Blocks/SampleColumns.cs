using System.Buffers;
using System.Collections.Immutable;
using WeldExam.Contracts.Cbor;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Contracts.Blocks;

/// <summary>Delta-coded columns inside one byte string, all numbers LEB128: row count, column count, times (the first against the block's base,
/// the second as a difference, the rest as differences of differences), then for each column: channel, quality runs
/// (0 = all good, else the number of runs and for each its quality and length), and the differences between its good values.</summary>
internal static class SampleColumns
{
    public const int MaxRows = 4096;
    public const int MaxColumns = 64;

    /// <exception cref="ArgumentException">Not what <see cref="Samples"/> promises: a reader would take it for something else or refuse it.</exception>
    public static void Write(CanonicalWriter writer, Samples samples, long baseTick)
    {
        var rows = samples.At.Length;
        foreach (var column in samples.Columns)
        {
            if (column.Values.Length != rows || column.Quality.Length != rows)
                throw new ArgumentException($"Channel {column.Channel} has {column.Values.Length} values and {column.Quality.Length} qualities for {rows} times.", nameof(samples));
        }

        var rented = ArrayPool<byte>.Shared.Rent(32 + (10 * rows) + (samples.Columns.Length * (32 + (12 * rows))));
        var to = new Cursor(rented);
        to.Put((ulong)rows);
        to.Put((ulong)samples.Columns.Length);
        WriteTimes(ref to, samples.At.AsSpan(), baseTick);
        foreach (var column in samples.Columns)
            WriteColumn(ref to, column);
        writer.Bytes(to.Written);
        ArrayPool<byte>.Shared.Return(rented);
    }

    public static Samples Read(ReadOnlySpan<byte> from, long baseTick)
    {
        var at = 0;
        var rows = (int)Next(from, ref at, MaxRows);
        var columns = (int)Next(from, ref at, MaxColumns);
        var times = ReadTimes(from, ref at, rows, baseTick);
        var read = new SampleColumn[columns];
        var allGood = default(ImmutableArray<Quality>);
        for (var i = 0; i < columns; i++)
        {
            read[i] = ReadColumn(from, ref at, rows, ref allGood);
            if (i > 0 && read[i].Channel <= read[i - 1].Channel)
                throw new CanonicalFormException(at, "channels do not rise");
        }

        return at == from.Length
            ? new Samples(times, Frozen(read))
            : throw new CanonicalFormException(at, "bytes after the last column");
    }

    private static void WriteTimes(ref Cursor to, ReadOnlySpan<MonotonicTick> times, long baseTick)
    {
        long last = baseTick, lastStep = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var step = times[i].Microseconds - last;
            to.Put(Varint.ZigZag(i < 2 ? step : step - lastStep));
            (last, lastStep) = (times[i].Microseconds, step);
        }
    }

    private static ImmutableArray<MonotonicTick> ReadTimes(ReadOnlySpan<byte> from, ref int at, int rows, long baseTick)
    {
        var times = new MonotonicTick[rows];
        long last = baseTick, lastStep = 0;
        for (var i = 0; i < rows; i++)
        {
            var coded = Varint.UnZigZag(Next(from, ref at));
            lastStep = i < 2 ? coded : lastStep + coded;
            last += lastStep;
            times[i] = new(last);
            if (i > 0 && last <= times[i - 1].Microseconds)
                throw new CanonicalFormException(at, "sample times do not rise");
        }

        return Frozen(times);
    }

    private static void WriteColumn(ref Cursor to, SampleColumn column)
    {
        to.Put((ulong)column.Channel);
        var quality = column.Quality.AsSpan();
        if (quality.IndexOfAnyExcept(Quality.Good) < 0)
            to.Put(0);
        else
            WriteRuns(ref to, quality);

        long last = 0;
        for (var i = 0; i < quality.Length; i++)
        {
            if (quality[i] != Quality.Good)
            {
                if (column.Values[i] != 0)
                    throw new ArgumentException($"Channel {column.Channel} has a value where its quality is {quality[i]}.", nameof(column));
                continue;
            }

            to.Put(Varint.ZigZag(column.Values[i] - last));
            last = column.Values[i];
        }
    }

    private static void WriteRuns(ref Cursor to, ReadOnlySpan<Quality> quality)
    {
        var runs = 1;
        for (var i = 1; i < quality.Length; i++)
            runs += quality[i] == quality[i - 1] ? 0 : 1;
        to.Put((ulong)runs);
        for (int start = 0, end; start < quality.Length; start = end)
        {
            var rest = quality[start..].IndexOfAnyExcept(quality[start]);
            end = rest < 0 ? quality.Length : start + rest;
            to.Put((ulong)quality[start]);
            to.Put((ulong)(end - start));
        }
    }

    private static SampleColumn ReadColumn(ReadOnlySpan<byte> from, ref int at, int rows, ref ImmutableArray<Quality> allGood)
    {
        var channel = (int)Next(from, ref at, int.MaxValue);
        var runs = Next(from, ref at, (ulong)rows);
        if (runs == 0 && allGood.IsDefault)
            allGood = Frozen(new Quality[rows]);
        var quality = runs == 0 ? allGood : ReadRuns(from, ref at, rows, runs);
        var values = new long[rows];
        long last = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (runs == 0 || quality[i] == Quality.Good)
                values[i] = last += Varint.UnZigZag(Next(from, ref at));
        }

        return new(channel, Frozen(values), quality);
    }

    private static ImmutableArray<Quality> ReadRuns(ReadOnlySpan<byte> from, ref int at, int rows, ulong runs)
    {
        var quality = new Quality[rows];
        var start = 0;
        for (; runs > 0; runs--)
        {
            var code = (Quality)Next(from, ref at, int.MaxValue);
            if (code > Quality.Implausible)
                throw new NewerFormatException();
            var length = (int)Next(from, ref at, (ulong)(rows - start));
            quality.AsSpan(start, length).Fill(code);
            start += length;
        }

        return Frozen(quality);
    }

    private static ulong Next(ReadOnlySpan<byte> from, ref int at, ulong most = ulong.MaxValue)
    {
        var start = at;
        return Varint.TryRead(from, ref at, out var value) && value <= most
            ? value
            : throw new CanonicalFormException(start, "sample column is broken");
    }

    private static ImmutableArray<T> Frozen<T>(T[] array) =>
        System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(array);

    private ref struct Cursor(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

        public void Put(ulong value) => _length += Varint.Write(_buffer[_length..], value);
    }
}
