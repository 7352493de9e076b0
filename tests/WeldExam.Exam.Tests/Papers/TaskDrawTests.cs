using System.Collections.Immutable;
using CsCheck;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Tests.Performances;

namespace WeldExam.Exam.Tests.Papers;

/// <summary>A draw is fair, and whoever has the record and the paper draws the same again.</summary>
[Trait("Clause", "domain §2: one task is drawn from each subject")]
public sealed class TaskDrawTests
{
    private static readonly ImmutableArray<string> K2 = ["K21", "K22", "K23", "K24"];
    private static readonly Gen<Hash256> Seeds = Gen.Byte.Array[Hash256.Length].Select(bytes => Hash256.FromBytes(bytes));

    [Fact]
    public void What_was_drawn_is_in_the_pool_and_recomputes_whatever_the_pools_order() => Gen.Select(Seeds, Gen.Guid, Gen.Shuffle(K2.ToArray()), Gen.Int[1, 4]).Sample((seed, sitting, order, size) =>
    {
        var pool = order.Take(size).ToImmutableArray();
        var drawn = TaskDraw.Draw(SamplePaper.Paper, Asked(seed, sitting, pool))!;
        Assert.Contains(drawn.Task, pool);
        Assert.True(TaskDraw.Recomputes(SamplePaper.Paper, drawn));
        Assert.Equal(drawn.Task, TaskDraw.Draw(SamplePaper.Paper, Asked(seed, sitting, [.. pool.Order(StringComparer.Ordinal)]))!.Task);
        Assert.All(pool.Where(other => other != drawn.Task), other => Assert.False(TaskDraw.Recomputes(SamplePaper.Paper, drawn with { Task = other })));
    });

    [Fact]
    public void Every_lot_is_another_task_and_together_they_are_the_pool() => Gen.Select(Seeds, Gen.Guid).Sample((seed, sitting) =>
    {
        var lots = Enumerable.Range(1, 4).Select(lot => TaskDraw.Draw(SamplePaper.Paper, Asked(seed, sitting, K2) with { Method = DrawMethod.Candidate, Lot = lot })!.Task);
        Assert.Equal(K2, lots.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void All_tasks_and_scenes_come_up_equally_often()
    {
        const int draws = 8000;
        var (tasks, scenes) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        for (var i = 0; i < draws; i++)
        {
            var seed = Hash256.Of(BitConverter.GetBytes(i));
            Count(tasks, TaskDraw.Draw(SamplePaper.Paper, Asked(seed, Guid.Empty, K2))!.Task);
            Count(scenes, TaskDraw.Draw(SamplePaper.Paper, Asked(seed, Guid.Empty, ["K31"]) with { Subject = "K3" })!.Scene!);
        }

        // Chi-square with three degrees of freedom: over 16.3 once in a thousand, and these seeds are fixed.
        Assert.All([tasks, scenes], counts => Assert.InRange(counts.Values.Sum(count => Math.Pow(count - (draws / 4.0), 2) / (draws / 4.0)), 0, 16.3));
        Assert.Equal((4, 4), (tasks.Count, scenes.Count));
    }

    [Fact]
    public void The_algorithm_is_frozen()
    {
        var drawn = TaskDraw.Draw(SamplePaper.Paper, Asked(Hash256.Of("seed"u8), new Guid(7, 0, 0, new byte[8]), K2) with { Paper = SamplePaper.Paper.Hash })!;
        var input = (byte[])[.. drawn.Seed.ToArray(), .. drawn.Paper.ToArray(), 0, 0, 0, 7, .. new byte[12]];
        var ranks = K2.OrderBy(task => Hash256.Of([.. input, .. System.Text.Encoding.UTF8.GetBytes($"task\nK2\n{task}")]).ToString(), StringComparer.Ordinal);
        Assert.Equal(ranks.First(), drawn.Task);
    }

    [Fact]
    public void A_draw_that_makes_no_sense_gives_nothing()
    {
        var asked = Asked(default, Guid.Empty, K2);
        Assert.Null(TaskDraw.Draw(SamplePaper.Paper, asked with { Pool = [] }));
        Assert.Null(TaskDraw.Draw(SamplePaper.Paper, asked with { Pool = ["K21", "K21"] }));
        Assert.Null(TaskDraw.Draw(SamplePaper.Paper, asked with { Pool = ["K21", "K11"] }));
        Assert.Null(TaskDraw.Draw(SamplePaper.Paper, asked with { Lot = 1 }));
        Assert.Null(TaskDraw.Draw(SamplePaper.Paper, asked with { Method = DrawMethod.Free }));
        Assert.Null(TaskDraw.Draw(SamplePaper.Paper, asked with { Paper = default }));
        Assert.All((int?[])[null, 0, 5], lot => Assert.Null(TaskDraw.Draw(SamplePaper.Paper, asked with { Method = DrawMethod.Candidate, Lot = lot })));
    }

    private static void Count(Dictionary<string, int> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private static TaskDrawn Asked(Hash256 seed, Guid sitting, ImmutableArray<string> pool) =>
        new(new(sitting), "p-1", "K2", SamplePaper.Paper.Hash, DrawMethod.System, seed, pool, null, string.Empty, null, "E-01");
}
