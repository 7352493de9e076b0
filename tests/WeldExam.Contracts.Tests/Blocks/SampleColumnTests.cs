using CsCheck;
using WeldExam.Contracts.Blocks;
using WeldExam.Contracts.Tests.Forging;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.TestKit.Journals;
using Xunit;

namespace WeldExam.Contracts.Tests.Blocks;

public sealed class SampleColumnTests
{
    private static readonly Gen<Quality> AnyQuality = Gen.Frequency((6, Gen.Const(Quality.Good)), (2, Gen.Enum<Quality>()));

    private static readonly Gen<long> AnyValue = Gen.Frequency((8, Gen.Long[-2000, 2000]), (1, Gen.Long), (1, Gen.OneOf(Gen.Const(long.MinValue), Gen.Const(long.MaxValue))));

    private static readonly Gen<Samples> AnySamples =
        from rows in Gen.Int[0, 40]
        from columns in Gen.Int[0, 9]
        from start in Gen.Long[-1_000_000_000_000, 1_000_000_000_000]
        from steps in Gen.Long[1, 300_000].Array[rows]
        from cells in Gen.Select(AnyQuality, AnyValue).Array[rows].Array[columns]
        from marked in Gen.Bool.Array[rows].Array[columns]
        select new Samples(
            [.. Rising(start, steps)],
            [.. cells.Select((column, channel) => new SampleColumn(
                channel * 3,
                [.. column.Select(cell => cell.Item1 == Quality.Good ? cell.Item2 : 0)],
                [.. column.Select(cell => cell.Item1)])
            {
                Repeats = [.. marked[channel].Select((mark, row) => mark && channel % 3 != 1 && column[row].Item1 == Quality.Good)],
            })]);

    [Fact]
    public void Any_samples_come_back_as_they_were() => AnySamples.Sample(
        samples =>
        {
            var block = new Block(SampleEntries.Journal(), 0, 0, null, null, [new(new(77), samples)]);
            Assert.Null(BlockCodec.TryDecode(BlockCodec.Encode(block, Forger.Box.Boot().Signer).Bytes, out var read));
            var back = Assert.IsType<Samples>(read!.Block.Entries[0].Entry);
            Assert.Equal(samples.At, back.At);
            Assert.Equal(samples.Columns.Length, back.Columns.Length);
            for (var i = 0; i < samples.Columns.Length; i++)
            {
                Assert.Equal(samples.Columns[i].Channel, back.Columns[i].Channel);
                Assert.Equal(samples.Columns[i].Values, back.Columns[i].Values);
                Assert.Equal(samples.Columns[i].Quality, back.Columns[i].Quality);
                Assert.Equal(samples.Columns[i].Repeats.Contains(true) ? samples.Columns[i].Repeats : [], back.Columns[i].Repeats);
            }
        },
        iter: 2000);

    [Fact]
    public void Arc_noise_takes_at_most_two_and_a_half_bytes_a_sample_and_five_in_the_file()
    {
        const int seconds = 60;
        var journal = SampleJournals.Arc(Forger.Box, seconds);
        var samples = seconds * ArcNoise.Signals * ArcNoise.Rate;
        var file = journal.Blocks.Skip(1).Sum(block => block.Bytes.Length);
        var columns = journal.Blocks.Skip(1).Sum(block => block.Message.Payload.Length - EmptyPayload(block));
        Assert.InRange((double)columns / samples, 1, 2.5);
        Assert.InRange((double)file / samples, 1, 5);
    }

    [Fact]
    public void Marks_of_repeats_take_an_eighth_of_a_byte_a_sample_and_nothing_where_there_are_none()
    {
        var quiet = new Samples([.. Enumerable.Range(0, 800).Select(row => new MonotonicTick(row))], [new(0, [.. new long[800]], [.. new Quality[800]])]);
        var marked = quiet with { Columns = [quiet.Columns[0] with { Repeats = [.. Enumerable.Repeat(true, 800)] }] };
        Assert.InRange(BlockCodec.LengthOf(new(new(0), marked)) - BlockCodec.LengthOf(new(new(0), quiet)), 100, 104);
        var none = quiet with { Columns = [quiet.Columns[0] with { Repeats = [.. new bool[800]] }] };
        Assert.Equal(BlockCodec.LengthOf(new(new(0), quiet)), BlockCodec.LengthOf(new(new(0), none)));
    }

    /// <summary>What the block would take with samples of no rows and columns.</summary>
    private static int EmptyPayload(EncodedBlock block) => BlockCodec.Encode(
        block.Block with { Entries = [block.Block.Entries[0] with { Entry = new Samples([], []) }] }, Forger.Box.Boot().Signer).Message.Payload.Length;

    private static IEnumerable<MonotonicTick> Rising(long start, long[] steps)
    {
        foreach (var step in steps)
            yield return new(start += step);
    }
}
