using System.Collections.Immutable;
using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Oracle;

/// <summary>What really burned and what stuck, in the exam's words: an arc counts from 0.3 s on, a break under 0.5 s belongs to it,
/// breaks under 2 s belong to one run, an electrode sticks from 0.5 s on (docs/PAPERS.md, arc).</summary>
internal sealed class ArcStory
{
    private static readonly TimeSpan ShortestArc = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan ShortestBreak = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShortestStick = TimeSpan.FromSeconds(0.5);

    public ArcStory(TruthLog truth, TimeSpan from, TimeSpan to, Eyesight sight)
    {
        var burned = truth.All<TruthEntry.ArcEnded>().Where(arc => arc.Started >= from && arc.At <= to).Select(arc => new Spell(arc.Started, arc.At)).ToArray();
        IsCountInDoubt = burned.Any(arc => (arc.Length - ShortestArc).Duration() <= sight.ArcLength);
        foreach (var arc in burned.Where(arc => arc.Length >= ShortestArc))
            Add(arc, sight.ArcLength);
        var sticks = truth.All<TruthEntry.ElectrodeStuck>().Where(stick => stick.Since >= from && stick.At <= to).Select(stick => stick.At - stick.Since).ToArray();
        // A meter's mean is a clean short only where all of its period was one, so the least that shows is longer.
        SureSticks = sticks.Count(length => length >= ShortestStick + (2 * sight.MeterRefresh) + sight.MeterPoll);
        PossibleSticks = sticks.Count(length => length >= ShortestStick - sight.MeterRefresh);
    }

    /// <summary>Arcs, breaks under 0.5 s left out.</summary>
    public List<Spell> Arcs { get; } = [];

    /// <summary>Each with the arcs it is made of.</summary>
    public List<ImmutableArray<Spell>> Runs { get; } = [];

    /// <summary>Whether a break or an arc is so near its limit that the number of runs cannot be told.</summary>
    public bool IsCountInDoubt { get; private set; }

    /// <summary>Breaks near 0.5 s: arc or not.</summary>
    public TimeSpan BreaksInDoubt { get; private set; }

    public int SureSticks { get; }

    public int PossibleSticks { get; }

    public TimeSpan? Begin => Arcs.Count > 0 ? Arcs[0].From : null;

    public TimeSpan? End => Arcs.Count > 0 ? Arcs[^1].To : null;

    public TimeSpan FirstRun => Runs.Count > 0 ? Runs[0][^1].To - Runs[0][0].From : TimeSpan.Zero;

    public TimeSpan PauseAfterFirstRun => Runs.Count > 1 ? Runs[1][0].From - Runs[0][^1].To : TimeSpan.Zero;

    public TimeSpan AfterFirstRun => new(Runs.Skip(1).SelectMany(run => run).Sum(arc => arc.Length.Ticks));

    private void Add(Spell arc, TimeSpan doubt)
    {
        var gap = Arcs.Count > 0 ? arc.From - Arcs[^1].To : TimeSpan.MaxValue;
        IsCountInDoubt |= (gap - ShortestPause).Duration() <= doubt;
        if (Arcs.Count > 0 && (gap - ShortestBreak).Duration() <= doubt)
            BreaksInDoubt += gap;
        if (gap >= ShortestBreak)
        {
            Arcs.Add(arc);
            Runs.Add([arc]);
            if (gap < ShortestPause)
                JoinLast();
            return;
        }

        Arcs[^1] = Arcs[^1] with { To = arc.To };
        Runs[^1] = [.. Runs[^1][..^1], Arcs[^1]];
    }

    private void JoinLast()
    {
        Runs[^2] = [.. Runs[^2], .. Runs[^1]];
        Runs.RemoveAt(Runs.Count - 1);
    }
}
