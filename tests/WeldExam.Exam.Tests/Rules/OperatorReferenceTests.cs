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

    private static readonly Gen<(Trace Trace, int Limit)> Cases = Gen.Select(
        Gen.Select(Cells, Cells, (a, b) => new Trace(a, b)).Where(t => t.A.Count(c => !c.IsKnown()) <= 4 && t.B.Count(c => !c.IsKnown()) <= 3), Gen.Int[1, 5]);

    public static TheoryData<string> Operators => [.. Operator.All.Keys];

    [Theory]
    [MemberData(nameof(Operators))]
    public void An_operator_finds_what_the_whole_trace_says(string name) => Agrees(name, 2_000);

    [Theory]
    [Trait("Category", "Full")]
    [MemberData(nameof(Operators))]
    public void An_operator_finds_what_the_whole_trace_says_in_100_000_cases(string name) => Agrees(name, 100_000);

    [Theory]
    [MemberData(nameof(Operators))]
    public void What_becomes_known_refines_a_verdict_and_never_turns_it(string name) => Refines(name, length: 4);

    [Theory]
    [Trait("Category", "Full")]
    [MemberData(nameof(Operators))]
    public void What_becomes_known_refines_a_verdict_on_every_trace_of_five_cells(string name) => Refines(name, length: 5);

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

    private static void Agrees(string name, int count)
    {
        var of = Operator.All[name];
        Seeded.Hold(Cases, Seed, count, drawn =>
        {
            var (trace, limit) = (of.IsNested ? Nested(drawn.Trace) : drawn.Trace, drawn.Limit);
            var found = trace.Monitored(of.Rule(limit), of.Cell);
            var expected = trace.Expected((a, b) => of.Holds(a, of.IsNested ? [.. a.Zip(b, (x, y) => x && y)] : b, limit));
            Assert.True(
                found == expected || (found == Outcome.Unknown && !of.IsExact && !trace.IsKnown), $"{name} {limit} on {trace}: found {found}, expected {expected}");
            return true;
        });
    }

    private static void Refines(string name, int length)
    {
        var of = Operator.All[name];
        foreach (var drawn in Every(length))
        {
            var trace = of.IsNested ? Nested(drawn) : drawn;
            for (var limit = 1; limit <= 3; limit++)
            {
                var found = trace.Monitored(of.Rule(limit), of.Cell);
                foreach (var refined in trace.Refinements())
                {
                    if (found != Outcome.Unknown && (!of.IsNested || Nested(refined) == refined))
                        Assert.True(found == refined.Monitored(of.Rule(limit), of.Cell), $"{name} {limit}: {found} on {trace}, but not on {refined}");
                }
            }
        }
    }

    /// <summary>Every trace of that many cells.</summary>
    private static IEnumerable<Trace> Every(int length)
    {
        Truth[] truths = [Truth.False, Truth.True, Truth.Hole];
        var cells = Enumerable.Range(0, (int)Math.Pow(3, length)).Select(number =>
            WithEdges([.. Enumerable.Range(0, length).Select(i => truths[number / (int)Math.Pow(3, i) % 3])])).ToArray();
        return cells.SelectMany(a => cells.Select(b => new Trace(a, b)));
    }

    /// <summary>b only where a is; nobody sees the one without the other.</summary>
    private static Trace Nested(Trace trace) => trace with
    {
        B = [.. trace.A.Zip(trace.B, (a, b) => a switch { Truth.False => Truth.False, Truth.True => b.IsKnown() ? b : Truth.False, _ => Truth.Hole })],
    };

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
}
