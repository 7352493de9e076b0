using System.Collections.Immutable;
using CsCheck;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Rules;

/// <summary>Every operator against a naive evaluator that fills the unknown cells in every possible way.</summary>
public sealed class OperatorReferenceTests
{
    private const uint Seed = 20_230_917;

    private static readonly Gen<ImmutableArray<Truth>> Cells = Gen.Frequency(
        (4, Gen.Const(Truth.False)), (4, Gen.Const(Truth.True)), (1, Gen.Const(Truth.Hole))).Array[9].Select(WithEdges);

    private static readonly Gen<Trace> Traces = Gen.Select(Cells, Cells, (a, b) => new Trace(a, b)).Where(t => t.A.Count(c => c > Truth.True) <= 4 && t.B.Count(c => c > Truth.True) <= 4);

    [Fact]
    public void Eventually() => Exact(new Eventually(Trace.ConditionA), (a, _) => a.Any(x => x));

    [Fact]
    public void Never() => Exact(new Never(Trace.ConditionA, TimeSpan.Zero), (a, _) => !a.Any(x => x));

    [Fact]
    public void Never_for_longer_than_two_cells() => Exact(new Never(Trace.ConditionA, TimeSpan.FromSeconds(2)), (a, _) => Spells(a).All(s => s.Length <= 2));

    [Fact]
    public void Always_while() => Exact(
        new Never(new AllOf([Trace.ConditionB, new NotThat(Trace.ConditionA)]), TimeSpan.Zero), (a, b) => !a.Zip(b).Any(x => x.Second && !x.First));

    [Fact]
    public void Any_of_two_conditions() => Exact(
        new Eventually(new AnyOf([Trace.ConditionA, Trace.ConditionB])), (a, b) => a.Any(x => x) || b.Any(x => x));

    [Fact]
    public void At_end() => Exact(new AtEnd(Trace.ConditionA), (a, _) => a[^1]);

    [Fact]
    public void Total_duration_at_least() => Exact(
        new Duration(Trace.ConditionA, IsLongest: false, TimeSpan.FromSeconds(4), null), (a, _) => a.Count(x => x) >= 4);

    [Fact]
    public void Total_duration_at_most() => Exact(
        new Duration(Trace.ConditionA, IsLongest: false, null, TimeSpan.FromSeconds(4)), (a, _) => a.Count(x => x) <= 4);

    [Fact]
    public void Longest_duration() => Exact(
        new Duration(Trace.ConditionA, IsLongest: true, TimeSpan.FromSeconds(3), null), (a, _) => Spells(a).Any(s => s.Length >= 3));

    [Fact]
    public void Fraction_of_the_time() => Exact(
        new Fraction(Trace.ConditionA, Trace.ConditionB, 0.6m),
        (a, b) => b.All(x => !x) || a.Zip(b).Count(x => x.First && x.Second) >= 0.6m * b.Count(x => x));

    [Fact]
    public void Order_of_first_moments() => Sound(
        new InOrder([First(Trace.ConditionA), First(Trace.ConditionB)]),
        (a, b) => a.Any(x => x) && b.Any(x => x) && Array.IndexOf(a, true) <= Array.IndexOf(b, true));

    [Fact]
    public void Order_of_last_moments() => Sound(
        new InOrder([Last(Trace.ConditionA), Last(Trace.ConditionB)]),
        (a, b) => a.Any(x => x) && b.Any(x => x) && Array.LastIndexOf(a, true) <= Array.LastIndexOf(b, true));

    [Fact]
    public void Before() => Sound(
        new Before(First(Trace.ConditionA), First(Trace.ConditionB)),
        (a, b) => b.All(x => !x) || (a.Any(x => x) && Array.IndexOf(a, true) <= Array.IndexOf(b, true)));

    [Fact]
    public void Within() => Sound(
        new Within(First(Trace.ConditionB), First(Trace.ConditionA), TimeSpan.FromSeconds(3)),
        (a, b) => a.All(x => !x) || (b.Any(x => x) && Array.IndexOf(b, true) - Array.IndexOf(a, true) is >= 0 and <= 3));

    [Fact]
    public void Count_at_most() => Sound(new Count(Trace.ConditionA, null, 1), (a, _) => Spells(a).Length <= 1);

    [Fact]
    public void Count_at_least() => Sound(new Count(Trace.ConditionA, 2, null), (a, _) => Spells(a).Length >= 2);

    [Theory]
    [InlineData("_e#e_", Outcome.Yes)]
    [InlineData("_e#e_e#", Outcome.No)]
    [InlineData("_e#h#", Outcome.Unknown)]
    [InlineData("_h_e#", Outcome.Unknown)]
    [InlineData("_e#_#", Outcome.No)]
    public void An_edge_is_one_change_a_hole_may_hide_many(string cells, Outcome expected)
    {
        ImmutableArray<Truth> truths = [.. cells.Select(cell => (Truth)"_#eh".IndexOf(cell, StringComparison.Ordinal))];
        Assert.Equal(expected, new Trace(truths, truths).Monitored(new Count(Trace.ConditionA, null, 1)));
    }

    [Fact]
    public void Not_all_any_of_rules() => Sound(
        new AllRules([new AnyRule([new Eventually(Trace.ConditionA), new AtEnd(Trace.ConditionB)]), new NotRule(new AtEnd(Trace.ConditionA))]),
        (a, b) => (a.Any(x => x) || b[^1]) && !a[^1]);

    [Theory]
    [InlineData(ArcFigure.Starts)]
    [InlineData(ArcFigure.Runs)]
    [InlineData(ArcFigure.Interruptions)]
    [InlineData(ArcFigure.Total)]
    [InlineData(ArcFigure.LongestRun)]
    [InlineData(ArcFigure.FirstRun)]
    [InlineData(ArcFigure.PauseAfterFirstRun)]
    public void Arc_figures(ArcFigure figure)
    {
        for (var limit = 1; limit <= 5; limit++)
        {
            var bound = limit;
            Sound(new ArcStatistic(figure, IsAfterFirstRun: false, bound, null), (a, _) => Figure(figure, Runs(a)) >= bound);
            Sound(new ArcStatistic(figure, IsAfterFirstRun: false, null, bound), (a, _) => Figure(figure, Runs(a)) <= bound);
        }
    }

    [Theory]
    [InlineData(ArcFigure.Starts)]
    [InlineData(ArcFigure.Runs)]
    [InlineData(ArcFigure.Interruptions)]
    [InlineData(ArcFigure.Total)]
    [InlineData(ArcFigure.LongestRun)]
    public void Arc_figures_after_the_first_run(ArcFigure figure)
    {
        for (var limit = 1; limit <= 5; limit++)
        {
            var bound = limit;
            Sound(new ArcStatistic(figure, IsAfterFirstRun: true, bound, null), (a, _) => Figure(figure, [.. Runs(a).Skip(1)]) >= bound);
            Sound(new ArcStatistic(figure, IsAfterFirstRun: true, null, bound), (a, _) => Figure(figure, [.. Runs(a).Skip(1)]) <= bound);
        }
    }

    /// <summary>Every other unknown cell between a false and a true one is known to be a single change.</summary>
    private static ImmutableArray<Truth> WithEdges(Truth[] cells)
    {
        for (var i = 2; i < cells.Length - 1; i += 2)
        {
            if (cells[i] == Truth.Hole && cells[i - 1].IsKnown() && cells[i + 1].IsKnown() && cells[i - 1] != cells[i + 1])
                cells[i] = Truth.Edge;
        }

        return [.. cells];
    }

    private static Moment First(Condition condition) => new(condition, IsLast: false);

    private static Moment Last(Condition condition) => new(condition, IsLast: true);

    /// <summary>The monitor says exactly what the reference says.</summary>
    private static void Exact(Rule rule, Func<bool[], bool[], bool> holds) => Seeded.Hold(
        Traces, Seed, 1_000, trace => trace.Monitored(rule) == trace.Expected(holds));

    /// <summary>The monitor never says yes or no where the reference does not; where all is known it says what the reference says.</summary>
    private static void Sound(Rule rule, Func<bool[], bool[], bool> holds) => Seeded.Hold(
        Traces,
        Seed,
        1_000,
        trace =>
        {
            var (found, expected) = (trace.Monitored(rule), trace.Expected(holds));
            var isKnown = trace.A.Concat(trace.B).All(cell => cell <= Truth.True);
            Assert.True(found == expected || (found == Outcome.Unknown && !isKnown), $"{trace}: {rule} found {found}, expected {expected}");
            return true;
        });

    private static (int From, int Length)[] Spells(bool[] cells)
    {
        var spells = new List<(int From, int Length)>();
        for (var i = 0; i < cells.Length; i++)
        {
            if (!cells[i])
                continue;
            if (i > 0 && cells[i - 1])
                spells[^1] = (spells[^1].From, spells[^1].Length + 1);
            else
                spells.Add((i, 1));
        }

        return [.. spells];
    }

    /// <summary>Runs of arc: a gap of one cell (under the run gap of two) belongs to the run.</summary>
    private static List<List<(int From, int Length)>> Runs(bool[] cells)
    {
        var runs = new List<List<(int From, int Length)>>();
        foreach (var spell in Spells(cells))
        {
            if (runs.Count > 0 && spell.From - (runs[^1][^1].From + runs[^1][^1].Length) < 2)
                runs[^1].Add(spell);
            else
                runs.Add([spell]);
        }

        return runs;
    }

    private static int Figure(ArcFigure figure, List<List<(int From, int Length)>> runs)
    {
        static int End(List<(int From, int Length)> run) => run[^1].From + run[^1].Length;
        return figure switch
        {
            ArcFigure.Starts => runs.Sum(run => run.Count),
            ArcFigure.Runs => runs.Count,
            ArcFigure.Interruptions => Math.Max(0, runs.Count - 1),
            ArcFigure.Total => runs.Sum(run => run.Sum(spell => spell.Length)),
            ArcFigure.LongestRun => runs.Count == 0 ? 0 : runs.Max(run => End(run) - run[0].From),
            ArcFigure.FirstRun => runs.Count == 0 ? 0 : End(runs[0]) - runs[0][0].From,
            _ => runs.Count < 2 ? 0 : runs[1][0].From - End(runs[0]),
        };
    }
}
