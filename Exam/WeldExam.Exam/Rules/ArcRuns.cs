namespace WeldExam.Exam.Rules;

/// <summary>Spells of arc joined to runs: a gap under the run gap belongs to the run. What holes and edges leave open stays open.</summary>
internal sealed class ArcRuns
{
    private const long Second = 1_000_000;
    private readonly List<Run> _runs = [];
    private bool _endHole;
    private bool _gapsInDoubt;

    private enum Gap
    {
        Same,
        Split,
        Doubtful,
    }

    /// <summary>The least number of runs that fits.</summary>
    public int Least { get; private set; }

    /// <summary>The greatest number; null when holes leave it open.</summary>
    public int? Most { get; private set; }

    /// <summary>The longest run that is sure.</summary>
    public long SureLongest { get; private set; }

    /// <param name="spells">Spells in the order of time.</param>
    /// <param name="runGap">Microseconds.</param>
    /// <param name="endHole">Whether something is unseen after the last spell.</param>
    /// <param name="doubt">How far a distance between two moments may be off.</param>
    public static ArcRuns Of(IReadOnlyList<ArcSpell> spells, long runGap, bool endHole, Func<long, long, long> doubt)
    {
        var runs = new ArcRuns { _endHole = endHole };
        var open = endHole || (spells.Count > 0 && spells[0].HoleBefore);
        var ambiguous = 0;
        var splits = 0;
        for (var i = 0; i < spells.Count; i++)
        {
            var gap = i == 0 ? Gap.Split : Between(spells[i - 1], spells[i], runGap, doubt);
            open |= gap != Gap.Same && spells[i].HoleBefore;
            ambiguous += gap == Gap.Doubtful ? 1 : 0;
            splits += gap == Gap.Split ? 1 : 0;
            runs.Add(spells[i], gap);
        }

        runs.Least = splits;
        runs.Most = open ? null : splits + ambiguous;
        runs._gapsInDoubt = ambiguous > 0;
        return runs;
    }

    /// <summary>Upper bound of the longest run.</summary>
    public long PossibleLongest(long longestPossibleSpell)
    {
        if (Most is null)
            return long.MaxValue;
        var longest = longestPossibleSpell;
        var from = long.MinValue;
        foreach (var run in _runs)
        {
            from = run.Before == Gap.Split ? run.Lead : from;
            longest = Math.Max(longest, run.Tail - from);
        }

        return longest;
    }

    /// <summary>A figure of the first run, the pause after it, or what came later.</summary>
    public (long Least, long? Most, long Scale) AfterFirst(ArcFigure figure)
    {
        var isCount = figure is ArcFigure.Runs or ArcFigure.Starts or ArcFigure.Interruptions;
        var scale = isCount ? 1 : Second;
        if (_runs.Count == 0)
            return (0, _endHole ? null : 0, scale);
        if (_runs[0].HoleBefore || _runs[0].HoleInside || _gapsInDoubt || (_runs.Count > 1 && _runs[1].HoleBefore) || (_runs.Count == 1 && _endHole))
            return (0, null, scale); // which run is the first is not known
        var first = _runs[0];
        var later = _runs.Skip(1).ToArray();
        long? unlessOpen = Most is null ? null : 0;
        return figure switch
        {
            ArcFigure.FirstRun => (first.To - first.From, first.Tail - first.Lead, scale),
            ArcFigure.PauseAfterFirstRun when later.Length == 0 => (0, 0, scale),
            ArcFigure.PauseAfterFirstRun => (later[0].Lead - first.Tail, later[0].From - first.To, scale),
            ArcFigure.Runs => (later.Length, unlessOpen + later.Length, scale),
            ArcFigure.Interruptions => (Math.Max(0, later.Length - 1), unlessOpen + Math.Max(0, later.Length - 1), scale),
            ArcFigure.Starts => (later.Sum(run => run.Spells), later.Any(run => run.HoleInside) ? null : unlessOpen + later.Sum(run => run.Spells), scale),
            ArcFigure.LongestRun => (later.Select(run => run.To - run.From).DefaultIfEmpty().Max(), unlessOpen + later.Select(run => run.Tail - run.Lead).DefaultIfEmpty().Max(), scale),
            _ => (later.Sum(run => run.SureArc), unlessOpen + later.Sum(run => run.PossibleArc), scale),
        };
    }

    private static Gap Between(in ArcSpell left, in ArcSpell right, long runGap, Func<long, long, long> doubt)
    {
        var off = doubt(left.To, right.From);
        if (right.From - left.To + off < runGap)
            return Gap.Same;
        return right.OffBefore - off >= runGap ? Gap.Split : Gap.Doubtful;
    }

    private void Add(in ArcSpell spell, Gap gap)
    {
        if (gap == Gap.Same)
        {
            var run = _runs[^1];
            _runs[^1] = run with
            {
                To = spell.To,
                Tail = spell.Tail,
                Spells = run.Spells + (spell.OffBefore > 0 ? 1 : 0), // with nothing surely off between them two spells may be one
                HoleInside = run.HoleInside || spell.HoleBefore || spell.OffBefore == 0,
                SureArc = run.SureArc + spell.To - spell.From,
                PossibleArc = run.PossibleArc + spell.Tail - Math.Max(spell.Lead, run.Tail),
            };
        }
        else
        {
            _runs.Add(new(spell.From, spell.To, spell.Lead, spell.Tail, gap, spell.HoleBefore, HoleInside: false, 1, spell.To - spell.From, spell.Tail - spell.Lead));
        }

        SureLongest = Math.Max(SureLongest, _runs[^1].To - _runs[^1].From);
    }

    private readonly record struct Run(
        long From, long To, long Lead, long Tail, Gap Before, bool HoleBefore, bool HoleInside, int Spells, long SureArc, long PossibleArc);
}
