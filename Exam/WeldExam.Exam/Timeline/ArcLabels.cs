using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Timeline;

/// <summary>Current and voltage at one moment, in units of the channels' resolution.</summary>
internal readonly record struct ArcSample(long At, long Current, long Voltage);

/// <summary>Tells the state of the arc sample by sample. A state that must be held for a time is told only once that time is over,
/// so each label comes late by at most the longer of the holds. <see cref="ArcStates.None"/> labels a sample nobody can tell.</summary>
internal sealed class ArcLabels(ArcParameters arc, Action<ArcSample, ArcStates> tell)
{
    private readonly long _arcHold = arc.ArcHold.Microseconds();
    private readonly long _endHold = arc.EndHold.Microseconds();
    private readonly long _stuckHold = arc.StuckHold.Microseconds();
    private readonly List<(ArcSample Sample, ArcStates Contact)> _untold = [];
    private ArcStates _contact; // what the latest sample looks like by itself
    private long _since;        // the first sample of the present spell of that look
    private int _spellStart;    // where that spell begins in _untold
    private long _lastArc;      // the latest sample of an arc that is burning
    private bool _burning;
    private bool _fresh = true; // the present spell began unseen

    /// <summary>The earliest sample not yet told, or null.</summary>
    public long? Untold => _untold.Count > 0 ? _untold[0].Sample.At : null;

    public void Take(in ArcSample sample, ArcStates look)
    {
        var at = sample.At;
        if (look == ArcStates.None)
            look = _contact; // between the thresholds: as before
        if (look == ArcStates.None)
        {
            tell(sample, ArcStates.None);
            return;
        }

        if (look != _contact)
            Turn(at, look);
        if (_burning && look == ArcStates.Arc)
        {
            if (_untold.Count > 0)
                Flush(ArcStates.Arc);
            _lastArc = at;
            tell(sample, ArcStates.Arc);
            return;
        }

        _untold.Add((sample, look));
        Decide(at);
    }

    /// <summary>Samples are missing: what was not decided before the gap stays untold, what comes after it begins anew.</summary>
    public void Lose()
    {
        Flush(ArcStates.None);
        _contact = ArcStates.None;
        _burning = false;
        _fresh = true;
    }

    private static bool IsIdle(ArcStates look) => look is ArcStates.Off or ArcStates.Energised;

    private void Turn(long at, ArcStates look)
    {
        var bothIdle = IsIdle(look) && IsIdle(_contact);
        if (!_burning && !bothIdle)
            TellSpell();
        _fresh &= _contact == ArcStates.None;
        _contact = look;
        if (bothIdle)
            return; // voltage comes and goes within one spell without current
        _since = at;
        _spellStart = _untold.Count;
    }

    private void Decide(long at)
    {
        var held = at - _since;
        if (_contact == ArcStates.Arc && held >= _arcHold)
        {
            _burning = true;
            _lastArc = at;
            Flush(ArcStates.Arc);
        }
        else if (_contact == ArcStates.Short && held >= _stuckHold)
        {
            TellEarlier();
            Flush(ArcStates.Stuck);
            _burning = false;
        }
        else if (IsIdle(_contact) && (!_burning || held >= _endHold))
        {
            TellEarlier();
            FlushAsSeen();
            _burning = false;
        }
        else if (_burning && at - _lastArc >= _endHold + _stuckHold)
        {
            TellEarlier();
            _burning = false;
            if (IsIdle(_contact))
                FlushAsSeen();
        }
    }

    /// <summary>A spell has ended before its hold was over and no arc burns: contact without an arc.</summary>
    private void TellSpell()
    {
        TellEarlier();
        Flush(_fresh ? ArcStates.None : ArcStates.Short);
    }

    /// <summary>Tells what came before the present spell and after the arc: the arc did not come back.</summary>
    private void TellEarlier()
    {
        for (var i = 0; i < _spellStart; i++)
            tell(_untold[i].Sample, _untold[i].Contact == ArcStates.Arc ? ArcStates.Short : _untold[i].Contact);
        _untold.RemoveRange(0, _spellStart);
        _spellStart = 0;
    }

    private void Flush(ArcStates state)
    {
        foreach (var (sample, _) in _untold)
            tell(sample, state);
        _untold.Clear();
        _spellStart = 0;
    }

    private void FlushAsSeen()
    {
        foreach (var (sample, contact) in _untold)
            tell(sample, contact);
        _untold.Clear();
        _spellStart = 0;
    }
}
