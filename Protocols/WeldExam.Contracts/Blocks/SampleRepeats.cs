using System.Collections.Immutable;
using WeldExam.Contracts.Cbor;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.Contracts.Blocks;

/// <summary>The marks of repeated values, one bit a sample: for each column as many bytes as its rows need, the first row in the lowest bit.
/// Nothing is written where nothing is marked.</summary>
internal static class SampleRepeats
{
    /// <summary>Null where no row is marked.</summary>
    /// <exception cref="ArgumentException">A mark where there is no value, or as many marks as there are no rows.</exception>
    public static byte[]? Of(Samples samples)
    {
        byte[]? marks = null;
        var length = LengthOf(samples.At.Length);
        for (var column = 0; column < samples.Columns.Length; column++)
        {
            var (repeats, quality) = (samples.Columns[column].Repeats, samples.Columns[column].Quality);
            if (repeats.IsDefaultOrEmpty)
                continue;
            if (repeats.Length != quality.Length)
                throw new ArgumentException($"Channel {samples.Columns[column].Channel} has {repeats.Length} marks for {quality.Length} rows.", nameof(samples));
            for (var row = 0; row < repeats.Length; row++)
            {
                if (!repeats[row])
                    continue;
                if (quality[row] != Quality.Good)
                    throw new ArgumentException($"Channel {samples.Columns[column].Channel} repeats what is no value.", nameof(samples));
                marks ??= new byte[length * samples.Columns.Length];
                marks[(column * length) + (row / 8)] |= (byte)(1 << (row % 8));
            }
        }

        return marks;
    }

    /// <summary>The samples with their marks.</summary>
    public static Samples On(Samples samples, ReadOnlySpan<byte> marks)
    {
        var (rows, length) = (samples.At.Length, LengthOf(samples.At.Length));
        if (marks.Length != length * samples.Columns.Length || marks.IndexOfAnyExcept((byte)0) < 0)
            throw new CanonicalFormException(0, "marks of repeats that do not fit their samples");
        var columns = ImmutableArray.CreateBuilder<SampleColumn>(samples.Columns.Length);
        for (var column = 0; column < samples.Columns.Length; column++)
            columns.Add(On(samples.Columns[column], marks.Slice(column * length, length), rows));
        return samples with { Columns = columns.MoveToImmutable() };
    }

    private static SampleColumn On(SampleColumn column, ReadOnlySpan<byte> marks, int rows)
    {
        if (marks.IndexOfAnyExcept((byte)0) < 0)
            return column;
        var repeats = new bool[rows];
        for (var bit = 0; bit < marks.Length * 8; bit++)
        {
            if ((marks[bit / 8] >> (bit % 8) & 1) == 0)
                continue;
            if (bit >= rows || column.Quality[bit] != Quality.Good)
                throw new CanonicalFormException(0, "a mark of a repeat where there is no value");
            repeats[bit] = true;
        }

        return column with { Repeats = ImmutableArray.Create(repeats) };
    }

    private static int LengthOf(int rows) => (rows + 7) / 8;
}
