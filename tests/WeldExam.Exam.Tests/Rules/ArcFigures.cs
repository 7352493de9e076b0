using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Tests.Rules;

/// <summary>The figures of the arc, counted on a trace that is wholly known: a gap of one cell (under the run gap of two) belongs to the run.</summary>
internal static class ArcFigures
{
    public static int Of(ArcFigure figure, bool[] arc, bool[] success, bool isLater)
    {
        var spells = Operator.Spells(arc);
        var runs = Runs(spells).Skip(isLater ? 1 : 0).ToList();
        return figure switch
        {
            ArcFigure.Starts => runs.Sum(run => run.Count),
            ArcFigure.Stuck => spells.Length,
            ArcFigure.Runs => runs.Count,
            ArcFigure.Interruptions => Math.Max(0, runs.Count - 1),
            ArcFigure.Total => runs.Sum(run => run.Sum(spell => spell.Length)),
            ArcFigure.LongestRun => runs.Count == 0 ? 0 : runs.Max(run => End(run) - run[0].From),
            ArcFigure.FirstRun => runs.Count == 0 ? 0 : End(runs[0]) - runs[0][0].From,
            ArcFigure.PauseAfterFirstRun => runs.Count < 2 ? 0 : runs[1][0].From - End(runs[0]),
            ArcFigure.FailedStarts => spells.Count(s => s.From + s.Length < arc.Length && !success[s.From..(s.From + s.Length)].Any(x => x)),
            ArcFigure.ElectrodeChanges => spells.Zip(spells.Skip(1), (left, right) => right.From - left.From - left.Length).Count(gap => gap >= 3),
            ArcFigure.DutyCycle => Enumerable.Range(1, arc.Length).Max(end => arc[Math.Max(0, end - 5)..end].Count(x => x)),
            _ => throw new ArgumentOutOfRangeException(nameof(figure)),
        };
    }

    private static int End(List<(int From, int Length)> run) => run[^1].From + run[^1].Length;

    private static List<List<(int From, int Length)>> Runs((int From, int Length)[] spells)
    {
        var runs = new List<List<(int From, int Length)>>();
        foreach (var spell in spells)
        {
            if (runs.Count > 0 && spell.From - End(runs[^1]) < 2)
                runs[^1].Add(spell);
            else
                runs.Add([spell]);
        }

        return runs;
    }
}
