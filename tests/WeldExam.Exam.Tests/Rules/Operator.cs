using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Tests.Rules;

/// <summary>One operator of the vocabulary with its naive meaning: a look at the whole trace at once.</summary>
/// <param name="Rule">The rule with a limit of that many cells or times.</param>
/// <param name="Holds">Whether it is met when everything is known.</param>
/// <param name="IsExact">The monitor says exactly what all completions together say; otherwise it may say unknown where they agree.</param>
/// <param name="Cell">Length of a cell, microseconds.</param>
/// <param name="IsNested">b holds only where a does.</param>
internal sealed record Operator(
    Func<int, Rule> Rule, Func<bool[], bool[], int, bool> Holds, bool IsExact = false, long Cell = Trace.Cell, bool IsNested = false)
{
    /// <summary>Every operator, and every figure of the arc with a lower and an upper limit.</summary>
    public static IReadOnlyDictionary<string, Operator> All { get; } = Named().Concat(Figures()).ToDictionary(one => one.Name, one => one.Operator);

    private static Condition A => Trace.ConditionA;

    private static Condition B => Trace.ConditionB;

    private static IEnumerable<(string Name, Operator Operator)> Named()
    {
        yield return ("eventually", new(_ => new Eventually(A), (a, _, _) => a.Any(x => x), IsExact: true));
        yield return ("never", new(_ => new Never(A, TimeSpan.Zero), (a, _, _) => !a.Any(x => x), IsExact: true));
        yield return ("never longer", new(n => new Never(A, Cells(n)), (a, _, n) => Spells(a).All(s => s.Length <= n), IsExact: true));
        yield return ("always while", new(
            _ => new Never(new AllOf([B, new NotThat(A)]), TimeSpan.Zero), (a, b, _) => !a.Zip(b).Any(x => x.Second && !x.First), IsExact: true));
        yield return ("any condition", new(_ => new Eventually(new AnyOf([A, B])), (a, b, _) => a.Any(x => x) || b.Any(x => x), IsExact: true));
        yield return ("at end", new(_ => new AtEnd(A), (a, _, _) => a[^1], IsExact: true));
        yield return ("until", new(
            n => new Until(A, B, Cells(n - 1), MustCome: false), (a, b, n) => Spells([.. Until(a, b).Select(x => !x)]).All(s => s.Length < n)));
        yield return ("until it came", new(
            _ => new Until(A, B, TimeSpan.Zero, MustCome: true), (a, b, _) => Until(a, b).All(x => x) && b.Any(x => x)));
        yield return ("agree", new(n => new Agree(A, B, Cells(n - 1)), (a, b, n) =>
            Spells([.. a.Zip(b, (x, y) => x && !y)]).All(s => s.Length < n) && Spells([.. a.Zip(b, (x, y) => y && !x)]).All(s => s.Length < n)));
        yield return ("order of first", new(_ => new InOrder([First(A), First(B)]), (a, b, _) => Came(a) && Came(b) && Begin(a) <= Begin(b)));
        yield return ("order of last", new(_ => new InOrder([Last(A), Last(B)]), (a, b, _) => Came(a) && Came(b) && End(a) <= End(b)));
        yield return ("before", new(_ => new Before(First(A), First(B)), (a, b, _) => !Came(b) || (Came(a) && Begin(a) <= Begin(b))));
        yield return ("after", new(_ => new After(Last(B), First(A)), (a, b, _) => !Came(a) || (Came(b) && Begin(a) <= End(b) + 1)));
        yield return ("within", new(
            n => new Within(First(B), First(A), Cells(n)), (a, b, n) => !Came(a) || (Came(b) && Begin(b) >= Begin(a) && Begin(b) - Begin(a) <= n)));
        yield return ("fraction", new(
            n => new Fraction(A, B, n / 6m), (a, b, n) => !Came(b) || a.Zip(b).Count(x => x.First && x.Second) * 6 >= n * b.Count(x => x), IsExact: true));
        yield return ("count at most", new(n => new Count(A, null, n - 1), (a, _, n) => Spells(a).Length < n));
        yield return ("count at least", new(n => new Count(A, n, null), (a, _, n) => Spells(a).Length >= n));
        yield return ("total at least", new(n => new Duration(A, IsLongest: false, Cells(n), null), (a, _, n) => a.Count(x => x) >= n, IsExact: true));
        yield return ("total at most", new(n => new Duration(A, IsLongest: false, null, Cells(n)), (a, _, n) => a.Count(x => x) <= n, IsExact: true));
        yield return ("longest at least", new(
            n => new Duration(A, IsLongest: true, Cells(n), null), (a, _, n) => Spells(a).Any(s => s.Length >= n), IsExact: true));
        yield return ("longest at most", new(
            n => new Duration(A, IsLongest: true, null, Cells(n)), (a, _, n) => Spells(a).All(s => s.Length <= n), IsExact: true));
        yield return ("all, any, not", new(
            _ => new AllRules([new AnyRule([new Eventually(A), new AtEnd(B)]), new NotRule(new AtEnd(A))]), (a, b, _) => (Came(a) || b[^1]) && !a[^1]));
    }

    private static IEnumerable<(string Name, Operator Operator)> Figures()
    {
        foreach (var figure in Enum.GetValues<ArcFigure>().Where(figure => figure < ArcFigure.MeanCurrent))
        {
            foreach (var isLater in new[] { false, true })
            {
                if (isLater && figure is ArcFigure.Stuck or ArcFigure.FirstRun or ArcFigure.PauseAfterFirstRun or >= ArcFigure.FailedStarts && isLater)
                    continue;
                var (cell, unit) = figure == ArcFigure.DutyCycle ? (120_000_000L, 20) : (Trace.Cell, 1); // five cells are ten minutes
                var name = $"{figure}{(isLater ? " after the first run" : "")}";
                yield return ($"{name} at least", new(
                    n => new ArcStatistic(figure, isLater, n * unit, null), (a, b, n) => ArcFigures.Of(figure, a, b, isLater) >= n, figure == ArcFigure.DutyCycle, cell, figure == ArcFigure.FailedStarts));
                yield return ($"{name} at most", new(
                    n => new ArcStatistic(figure, isLater, null, n * unit), (a, b, n) => ArcFigures.Of(figure, a, b, isLater) <= n, figure == ArcFigure.DutyCycle, cell, figure == ArcFigure.FailedStarts));
            }
        }
    }

    /// <summary>Maximal stretches of true cells.</summary>
    public static (int From, int Length)[] Spells(bool[] cells)
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

    private static TimeSpan Cells(int count) => TimeSpan.FromMicroseconds(count * Trace.Cell);

    private static Moment First(Condition condition) => new(condition, IsLast: false);

    private static Moment Last(Condition condition) => new(condition, IsLast: true);

    private static bool Came(bool[] cells) => cells.Any(x => x);

    private static int Begin(bool[] cells) => Array.IndexOf(cells, true);

    private static int End(bool[] cells) => Array.LastIndexOf(cells, true);

    private static bool[] Until(bool[] a, bool[] b) => Came(b) ? a[..Begin(b)] : a;
}
