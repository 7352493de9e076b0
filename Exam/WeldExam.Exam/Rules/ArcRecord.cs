using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>Everything that figures of the arc rest on, gathered once for all rules that ask. Nothing grows with the time but the
/// stretches of the last ten minutes.</summary>
internal sealed class ArcRecord(Probe arc, ArcBasis basis, Func<long, long, long> doubt) : RuleMonitor
{
    private readonly DutyWindow _sureDuty = new();
    private readonly DutyWindow _possibleDuty = new();
    private ArcSpell? _spell;                    // the latest
    private RunGap _gap = RunGap.Split;          // … and what lies before it
    private long _from;
    private Truth _now;
    private long _unknownSince = long.MinValue;  // begin of the unknown stretch that reaches up to now
    private bool _gapHole;                       // a hole in the gap since the latest spell
    private long _gapOff;                        // the longest known-off stretch in it
    private bool _isLater;                       // the first run is over
    private bool _concluded;

    public long Start { get; private set; }

    public long Refresh => arc.Refresh;

    public SpellMeter Spells { get; } = new();

    public ArcRuns Runs { get; } = new();

    public GapCount ElectrodeChanges { get; } = new();

    public ArcSums First { get; } = new();

    public ArcSums Later { get; } = new();

    /// <summary>Something of the arc was not seen.</summary>
    public bool HasHole { get; private set; }

    /// <summary>The longest arc time within any ten minutes, at least and at most; null when it cannot be told.</summary>
    public (long Least, long Most)? Duty =>
        _sureDuty.IsOverflown || _possibleDuty.IsOverflown ? null : (_sureDuty.Longest, _possibleDuty.Longest);

    public override void Begin(long at, ReadOnlySpan<Truth> values)
    {
        Start = at;
        _from = at;
        _now = arc.Read(values);
        if (_now == Truth.True)
            Open(at);
    }

    public override void Step(long at, ReadOnlySpan<Truth> values)
    {
        var truth = arc.Read(values);
        if (truth == _now)
            return;
        Take(at);
        _now = truth;
        if (truth == Truth.True)
            Open(at);
    }

    public override bool Reads(int track) => arc.Reads(track);

    /// <summary>Current and voltage of the arc over a stretch of time.</summary>
    public void Hold(in HeldSample held) => (_isLater ? Later : First).Add(held);

    public override Finding Conclude(long end)
    {
        if (_concluded)
            return default;
        _concluded = true;
        Take(end);
        EndTail(end);
        Spells.Close();
        if (_spell is { } last)
            Runs.Add(last, _gap);
        Runs.Close(_gapHole);
        ElectrodeChanges.Close(_gapHole);
        return default;
    }

    private void Take(long to)
    {
        if (to <= _from)
            return;
        Spells.Take(_from, to, _now);
        if (_now == Truth.True)
        {
            _spell = _spell!.Value with { To = to, Tail = to };
            _sureDuty.Add(_from, to);
        }
        else if (_now == Truth.False)
        {
            EndTail(_from);
            _gapOff = Math.Max(_gapOff, to - _from);
            _unknownSince = long.MinValue;
        }
        else
        {
            if (_unknownSince == long.MinValue)
                _unknownSince = _from;
            _gapHole |= _now == Truth.Hole;
            HasHole |= _now == Truth.Hole;
        }

        if (_now != Truth.False)
            _possibleDuty.Add(_from, to);
        _from = to;
    }

    private void Open(long at)
    {
        var lead = _unknownSince == long.MinValue ? at : _unknownSince;
        EndTail(at);
        _unknownSince = long.MinValue;
        if (_spell is { } same && same.To == at)
            return;
        var next = new ArcSpell(at, at, lead, at, _gapHole, _gapOff);
        if (_spell is { } before)
        {
            Runs.Add(before, _gap);
            _gap = next.After(before, basis.RunGap, doubt);
            _isLater |= _gap != RunGap.Same;
            if (basis.ChangeGap is { } change)
                ElectrodeChanges.Add(next.After(before, change, doubt), _gapHole);
        }
        else
        {
            ElectrodeChanges.Add(RunGap.Same, _gapHole);
        }

        (_spell, _gapHole, _gapOff) = (next, false, 0);
    }

    /// <summary>The unknown stretch after a spell ends here: the spell may have reached so far.</summary>
    private void EndTail(long at)
    {
        if (_spell is { } spell && _unknownSince != long.MinValue && _unknownSince == spell.To)
            _spell = spell with { Tail = at };
    }
}

/// <summary>A spell of arc: surely from … to, perhaps from lead to tail; and what lies between it and the one before.</summary>
internal readonly record struct ArcSpell(long From, long To, long Lead, long Tail, bool HoleBefore, long OffBefore)
{
    /// <summary>Whether the gap to the spell before is shorter than that.</summary>
    public RunGap After(in ArcSpell before, long gap, Func<long, long, long> doubt)
    {
        var off = doubt(before.To, From);
        if (From - before.To + off < gap)
            return RunGap.Same;
        return OffBefore - off >= gap ? RunGap.Split : RunGap.Doubtful;
    }
}

/// <summary>How two spells of arc belong together.</summary>
internal enum RunGap
{
    Same,
    Split,
    Doubtful,
}

/// <summary>How many gaps between spells are at least so long.</summary>
internal sealed class GapCount
{
    private int _doubtful;
    private bool _open;

    public int Least { get; private set; }

    /// <summary>Null when holes leave it open.</summary>
    public int? Most => _open ? null : Least + _doubtful;

    public void Add(RunGap gap, bool hole)
    {
        Least += gap == RunGap.Split ? 1 : 0;
        _doubtful += gap == RunGap.Doubtful ? 1 : 0;
        _open |= hole;
    }

    public void Close(bool hole) => _open |= hole;
}
