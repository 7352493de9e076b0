using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>Figures of the arc's runs. It keeps the spells of the arc; the state needs an arc of 0.3 s and a gap of 0.5 s, so an hour has a few thousand at most.</summary>
internal sealed class ArcMonitor(Probe arc, ArcStatistic statistic, ArcTiming timing, Func<long, long, long> doubt) : StretchMonitor(arc)
{
    private const int MostSpells = 8192;
    private const long Second = 1_000_000;
    private readonly List<ArcSpell> _spells = [];
    private readonly SpellMeter _meter = new();
    private long _unknownSince = long.MinValue; // begin of the unknown run that reaches up to now
    private bool _hole;                          // … and whether it is more than an edge
    private bool _gapHole;                       // a hole in the gap since the latest spell
    private long _gapOff;                        // the longest known-off stretch in it
    private bool _overflow;

    protected override void Take(long from, long to, Truth truth)
    {
        _meter.Take(from, to, truth);
        switch (truth)
        {
            case Truth.True:
                Burn(from, to);
                break;
            case Truth.False:
                EndTail(from);
                _gapOff = Math.Max(_gapOff, to - from);
                _unknownSince = long.MinValue;
                break;
            default:
                if (_unknownSince == long.MinValue)
                    (_unknownSince, _hole) = (from, false);
                _hole |= truth == Truth.Hole;
                _gapHole |= truth == Truth.Hole;
                break;
        }
    }

    protected override Finding Find(long end)
    {
        EndTail(end);
        _meter.Close();
        var (least, most, scale) = Measure();
        var outcome = IsTooFine() || _overflow
            ? Outcome.Unknown
            : Bounds.Judge(least, most, Scaled(statistic.AtLeast, scale), Scaled(statistic.AtMost, scale));
        var evidence = outcome == Outcome.Unknown && _meter.UnknownTotal > 0 ? _meter.Unseen : _meter.Sure;
        var excess = scale == 1 && outcome == Outcome.No && least > statistic.AtMost ? (int)(least - statistic.AtMost.Value) : 0;
        return new(outcome, evidence.IsEmpty ? [new(Start, end)] : evidence, excess);
    }

    private static long? Scaled(decimal? limit, long scale) => limit is { } value ? (long)(value * scale) : null;

    private bool IsTooFine() => 2 * Refresh > statistic.Figure switch
    {
        ArcFigure.Starts => Math.Min(timing.ArcHold, timing.EndHold),
        ArcFigure.Stuck => timing.StuckHold,
        ArcFigure.Runs or ArcFigure.Interruptions => timing.RunGap,
        _ => Math.Min(Scaled(statistic.AtLeast, Second) ?? long.MaxValue, Scaled(statistic.AtMost, Second) ?? long.MaxValue),
    };

    private (long Least, long? Most, long Scale) Measure()
    {
        if (statistic.Figure is ArcFigure.Starts or ArcFigure.Stuck && !statistic.IsAfterFirstRun)
            return (_meter.LeastCount, _meter.IsCountExact ? _meter.LeastCount : null, 1);
        var runs = ArcRuns.Of(_spells, timing.RunGap, _gapHole, doubt);
        if (statistic.IsAfterFirstRun || statistic.Figure is ArcFigure.FirstRun or ArcFigure.PauseAfterFirstRun)
            return runs.AfterFirst(statistic.Figure);
        return statistic.Figure switch
        {
            ArcFigure.Runs => (runs.Least, runs.Most, 1),
            ArcFigure.Interruptions => (Math.Max(0, runs.Least - 1), runs.Most is { } most ? Math.Max(0, most - 1) : null, 1),
            ArcFigure.LongestRun => (runs.SureLongest, runs.PossibleLongest(_meter.PossibleLongest), Second),
            _ => (_meter.SureTotal, _meter.SureTotal + _meter.UnknownTotal, Second),
        };
    }

    private void Burn(long from, long to)
    {
        var lead = _unknownSince == long.MinValue ? from : _unknownSince;
        EndTail(from);
        _unknownSince = long.MinValue;
        if (_spells.Count > 0 && _spells[^1].To == from)
            _spells[^1] = _spells[^1] with { To = to, Tail = to };
        else if (_spells.Count < MostSpells)
            _spells.Add(new(from, to, lead, to, _gapHole, _gapOff));
        else
            _overflow = true;
        (_gapHole, _gapOff) = (false, 0);
    }

    /// <summary>The unknown stretch after a spell ends here: the spell may have reached so far.</summary>
    private void EndTail(long at)
    {
        if (_spells.Count > 0 && _unknownSince != long.MinValue && _unknownSince == _spells[^1].To)
            _spells[^1] = _spells[^1] with { Tail = at };
    }
}

/// <summary>The holds of an arc, microseconds.</summary>
internal readonly record struct ArcTiming(long ArcHold, long EndHold, long StuckHold, long RunGap);

/// <summary>A spell of arc: surely from … to, perhaps from lead to tail; and what lies between it and the one before.</summary>
internal readonly record struct ArcSpell(long From, long To, long Lead, long Tail, bool HoleBefore, long OffBefore);
