using System.Collections.Immutable;
using CsCheck;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;

namespace WeldExam.Exam.Tests.People;

public sealed class StaffDrawTests
{
    private static readonly Guid Seed = Guid.ParseExact("00112233445566778899aabbccddeeff", "N");

    [Fact]
    public void The_pool_holds_everybody_whom_nothing_speaks_against() => Assert.Equal(
        [new("E-01", StaffRole.Examiner), new("E-02", StaffRole.Examiner), new("C-01", StaffRole.ChiefExaminer)],
        StaffDraw.Pool(Registers.Point, "BODY-7", [], Registers.On(Registers.Day)));

    [Fact]
    public void A_draw_can_be_drawn_again_and_a_changed_one_is_found()
    {
        var pool = StaffDraw.Pool(Registers.Point, null, [], Registers.On(Registers.Day));
        var drawn = new StaffDrawn(default, Seed, pool, StaffDraw.Draw(Seed, pool, 2, 1)!.Value);
        Assert.Equal(3, drawn.Drawn.Length);
        Assert.True(StaffDraw.Verify(drawn));
        Assert.True(StaffDraw.Verify(drawn with { Pool = [.. pool.Reverse()] }));
        Assert.False(StaffDraw.Verify(drawn with { Drawn = [.. drawn.Drawn.Reverse()] }));
        Assert.False(StaffDraw.Verify(drawn with { Drawn = [.. drawn.Drawn[..2], new("E-77", StaffRole.Examiner)] }));
        Assert.NotEqual(StaffDraw.HashOf(pool), StaffDraw.HashOf(pool[1..]));
        Assert.Equal(StaffDraw.HashOf(pool), StaffDraw.HashOf([.. pool.Reverse()]));
    }

    /// <summary>Computed apart from this code (sha256sum over the words of the doc comment): another implementation draws the same people.</summary>
    [Fact]
    public void The_draw_is_the_one_that_its_description_gives()
    {
        ImmutableArray<Assignee> pool = [new("E-01", StaffRole.Examiner), new("E-02", StaffRole.Examiner), new("E-03", StaffRole.Examiner)];
        Assert.Equal(["E-02", "E-01", "E-03"], StaffDraw.Draw(Seed, pool, 3, 0)!.Value.Select(person => person.Id));
    }

    [Fact]
    public void A_pool_that_is_too_small_draws_nobody() =>
        Assert.Null(StaffDraw.Draw(Seed, [new("E-01", StaffRole.Examiner), new("E-01", StaffRole.ChiefExaminer)], 1, 1));

    [Fact]
    public void Everybody_is_drawn_about_as_often()
    {
        ImmutableArray<Assignee> pool = [.. Enumerable.Range(0, 10).Select(i => new Assignee($"E-{i}", StaffRole.Examiner))];
        var times = new Dictionary<string, int>();
        Seeded.Hold(Gen.Guid, 5, 10_000, seed =>
        {
            foreach (var person in StaffDraw.Draw(seed, pool, 2, 0)!.Value)
                times[person.Id] = times.GetValueOrDefault(person.Id) + 1;
            return true;
        });
        Assert.Equal(10, times.Count);
        Assert.All(times.Values, count => Assert.InRange(count, 1800, 2200)); // 2000 ± 5 σ (σ = 40)
    }
}
