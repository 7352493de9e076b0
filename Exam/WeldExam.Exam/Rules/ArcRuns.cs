namespace WeldExam.Exam.Rules;

/// <summary>Spells of arc joined to runs: a gap under the run gap belongs to the run. What holes and edges leave open stays open.
/// Only the first run and the present one are kept; of the others, what adds up.</summary>
internal sealed class ArcRuns
{
    private const long Second = 1_000_000;
    private Run? _run;       // the present one
    private Run? _first;
    private Run? _second;
    private Totals _later;   // of the runs after the first
    private int _splits;
    private int _doubtful;
    private bool _open;
    private bool _endHole;
    private long _from = long.MinValue; // where the longest run that the present one may belong to begins
    private long _possible;

    /// <summary>The least number of runs that fits.</summary>
    public int Least => _splits;

    /// <summary>The greatest number; null when holes leave it open.</summary>
    public int? Most => _open ? null : _splits + _doubtful;

    /// <summary>The longest run that is sure.</summary>
    public long SureLongest { get; private set; }

    /// <summary>Whether it is known which run is the first.</summary>
    public bool IsFirstTold => _first is { } first
        ? !(first.HoleBefore || first.HoleInside || _doubtful > 0 || _second is { HoleBefore: true } || (_second is null && _endHole))
        : !_endHole;

    /// <summary>Takes the next spell, once it is over.</summary>
    public void Add(in ArcSpell spell, RunGap gap)
    {
        _splits += gap == RunGap.Split ? 1 : 0;
        _doubtful += gap == RunGap.Doubtful ? 1 : 0;
        _open |= gap != RunGap.Same && spell.HoleBefore;
        if (gap == RunGap.Same && _run is { } run)
        {
            _run = run with
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
            EndRun();
            _run = new(spell.From, spell.To, spell.Lead, spell.Tail, gap, spell.HoleBefore, HoleInside: false, 1, spell.To - spell.From, spell.Tail - spell.Lead);
        }
    }

    /// <param name="hole">Whether something is unseen after the last spell.</param>
    public void Close(bool hole)
    {
        EndRun();
        _run = null;
        _endHole = hole;
        _open |= hole;
    }

    /// <summary>Upper bound of the longest run.</summary>
    public long PossibleLongest(long longestPossibleSpell) => Most is null ? long.MaxValue : Math.Max(longestPossibleSpell, _possible);

    /// <summary>A figure of the first run, the pause after it, or what came later.</summary>
    public (long Least, long? Most, long Scale) AfterFirst(ArcFigure figure)
    {
        var isCount = figure is ArcFigure.Runs or ArcFigure.Starts or ArcFigure.Interruptions;
        var scale = isCount ? 1 : Second;
        if (_first is not { } first)
            return (0, _endHole ? null : 0, scale);
        if (!IsFirstTold)
            return (0, null, scale);
        long? unlessOpen = Most is null ? null : 0;
        return figure switch
        {
            ArcFigure.FirstRun => (first.To - first.From, first.Tail - first.Lead, scale),
            ArcFigure.PauseAfterFirstRun when _second is null => (0, 0, scale),
            ArcFigure.PauseAfterFirstRun => (_second!.Value.Lead - first.Tail, _second.Value.From - first.To, scale),
            ArcFigure.Runs => (_later.Runs, unlessOpen + _later.Runs, scale),
            ArcFigure.Interruptions => (Math.Max(0, _later.Runs - 1), unlessOpen + Math.Max(0, _later.Runs - 1), scale),
            ArcFigure.Starts => (_later.Spells, _later.HoleInside ? null : unlessOpen + _later.Spells, scale),
            ArcFigure.LongestRun => (_later.SureLongest, unlessOpen + _later.PossibleLongest, scale),
            _ => (_later.SureArc, unlessOpen + _later.PossibleArc, scale),
        };
    }

    private void EndRun()
    {
        if (_run is not { } run)
            return;
        _from = run.Before == RunGap.Split ? run.Lead : _from;
        _possible = Math.Max(_possible, run.Tail - _from);
        SureLongest = Math.Max(SureLongest, run.To - run.From);
        if (_first is null)
        {
            _first = run;
            return;
        }

        _second ??= run;
        _later = _later.With(run);
    }

    private readonly record struct Run(
        long From, long To, long Lead, long Tail, RunGap Before, bool HoleBefore, bool HoleInside, int Spells, long SureArc, long PossibleArc);

    private readonly record struct Totals(
        int Runs, int Spells, bool HoleInside, long SureArc, long PossibleArc, long SureLongest, long PossibleLongest)
    {
        public Totals With(in Run run) => new(
            Runs + 1,
            Spells + run.Spells,
            HoleInside || run.HoleInside,
            SureArc + run.SureArc,
            PossibleArc + run.PossibleArc,
            Math.Max(SureLongest, run.To - run.From),
            Math.Max(PossibleLongest, run.Tail - run.Lead));
    }
}
