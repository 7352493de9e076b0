using System.Collections.Immutable;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Rules;

/// <summary>Conditions a and b over time in cells of equal length, as the monitors see them and as the naive reference does.</summary>
internal sealed record Trace(ImmutableArray<Truth> A, ImmutableArray<Truth> B)
{
    public const long Cell = 1_000_000;
    public static readonly SwitchIs ConditionA = new("a", SwitchState.On);
    public static readonly SwitchIs ConditionB = new("b", SwitchState.On);
    private static readonly ArcIs Success = new(ArcStates.Arc | ArcStates.Stuck);

    public int Length => A.Length;

    public bool IsKnown => A.Concat(B).All(cell => cell.IsKnown());

    public override string ToString() => $"a {Draw(A)}  b {Draw(B)}";

    /// <summary>What the compiled monitor finds; equal neighbours are handed in too, and each step twice.</summary>
    public Outcome Monitored(Rule rule, long cell = Cell) => Find(rule, cell).Outcome;

    public Finding Find(Rule rule, long cell = Cell)
    {
        var monitor = new RuleCompiler(
            condition => condition == ConditionB || condition == Success ? new LeafProbe(1, 0) : new LeafProbe(0, 0),
            new ArcBasis(300_000, 500_000, 500_000, 2 * cell, 3 * cell, 0.8m, null, null),
            (_, _) => 0).Compile(rule);
        monitor.Begin(0, [A[0], B[0]]);
        var sofar = Outcome.Unknown;
        for (var i = 1; i < Length; i++)
        {
            monitor.Step(i * cell, [A[i], B[i]]);
            monitor.Step(i * cell, [A[i], B[i]]);
            if (sofar == Outcome.Unknown)
                sofar = monitor.Decided(i * cell);
            else
                Assert.Equal(sofar, monitor.Decided(i * cell));
        }

        var finding = monitor.Conclude(Length * cell);
        if (sofar != Outcome.Unknown)
            Assert.Equal(sofar, finding.Outcome);
        Assert.All(finding.Evidence, stretch => Assert.True(stretch.From >= 0 && stretch.From <= stretch.To && stretch.To <= Length * cell, $"{this}: {stretch}"));
        Assert.InRange(finding.Evidence.Length, 0, Finding.Most);
        return finding;
    }

    /// <summary>Every way in which the unknown cells can be filled.</summary>
    public IEnumerable<(bool[] A, bool[] B)> Completions()
    {
        foreach (var a in Fill(A))
        {
            foreach (var b in Fill(B))
                yield return (a, b);
        }
    }

    /// <summary>The reference: yes if it is so in every completion, no if in none.</summary>
    public Outcome Expected(Func<bool[], bool[], bool> holds)
    {
        var (some, none) = (false, false);
        foreach (var (a, b) in Completions())
        {
            if (holds(a, b))
                some = true;
            else
                none = true;
            if (some && none)
                return Outcome.Unknown;
        }

        return some ? Outcome.Yes : Outcome.No;
    }

    /// <summary>Every trace in which one unknown cell is known.</summary>
    public IEnumerable<Trace> Refinements()
    {
        for (var i = 0; i < Length; i++)
        {
            foreach (var truth in new[] { Truth.False, Truth.True })
            {
                if (!A[i].IsKnown())
                    yield return this with { A = A.SetItem(i, truth) };
                if (!B[i].IsKnown())
                    yield return this with { B = B.SetItem(i, truth) };
            }
        }
    }

    private static IEnumerable<bool[]> Fill(ImmutableArray<Truth> cells)
    {
        var unknown = Enumerable.Range(0, cells.Length).Where(i => !cells[i].IsKnown()).ToArray();
        for (var bits = 0; bits < 1 << unknown.Length; bits++)
        {
            var filled = cells.Select(cell => cell == Truth.True).ToArray();
            for (var i = 0; i < unknown.Length; i++)
                filled[unknown[i]] = (bits >> i & 1) == 1;
            yield return filled;
        }
    }

    private static string Draw(ImmutableArray<Truth> cells) => string.Concat(cells.Select(cell => "_#eh"[(int)cell]));
}
