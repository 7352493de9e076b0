using System.Collections.Immutable;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Rules;

/// <summary>Conditions a and b over time in cells of equal length, as the monitors see them and as the naive reference does.</summary>
internal sealed record Trace(ImmutableArray<Truth> A, ImmutableArray<Truth> B)
{
    public const long Cell = 1_000_000;
    public static readonly SwitchIs ConditionA = new("a", WeldExam.Exam.Signals.SwitchState.On);
    public static readonly SwitchIs ConditionB = new("b", WeldExam.Exam.Signals.SwitchState.On);

    public int Length => A.Length;

    public override string ToString() => $"a {Draw(A)}  b {Draw(B)}";

    /// <summary>What the compiled monitor finds; the steps are handed in as they come, equal neighbours included.</summary>
    public Outcome Monitored(Rule rule)
    {
        var monitor = new RuleCompiler(
            condition => condition == ConditionB ? new LeafProbe(1, 0) : new LeafProbe(0, 0),
            new ArcBasis(300_000, 500_000, 500_000, 2 * Cell, 3 * Cell, 0.8m, null, null),
            (_, _) => 0).Compile(rule);
        monitor.Begin(0, [A[0], B[0]]);
        for (var i = 1; i < Length; i++)
            monitor.Step(i * Cell, [A[i], B[i]]);
        var decided = monitor.Decided(Length * Cell);
        var finding = monitor.Conclude(Length * Cell);
        if (decided != Outcome.Unknown)
            Assert.Equal(decided, finding.Outcome);
        Assert.All(finding.Evidence, stretch => Assert.InRange(stretch.From, 0, stretch.To));
        return finding.Outcome;
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
        }

        return some && none ? Outcome.Unknown : some ? Outcome.Yes : Outcome.No;
    }

    private static IEnumerable<bool[]> Fill(ImmutableArray<Truth> cells)
    {
        var unknown = Enumerable.Range(0, cells.Length).Where(i => cells[i] > Truth.True).ToArray();
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
