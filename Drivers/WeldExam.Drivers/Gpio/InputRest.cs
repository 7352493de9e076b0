using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Gpio;

/// <summary>One line's way from raw edges to a level that rests. Edges come from the driver's events and, where an event was lost, from the
/// levels read in between.</summary>
internal sealed class InputRest(TimeSpan debounce)
{
    private bool? _rested;
    private bool? _level;
    private bool _isFirstExact;
    private (MonotonicTick NotBefore, MonotonicTick At) _first;
    private MonotonicTick _last;
    private MonotonicTick _lastAsked;
    private int _bounces;

    /// <summary>Whether the level has not come to rest.</summary>
    public bool IsMoving { get; private set; }

    /// <summary>The level that rests, or rested last; null before the first.</summary>
    public bool? Level => _rested;

    /// <summary>Movements that came back to where they began, since the start: contact chatter, or interference.</summary>
    public long Glitches { get; private set; }

    /// <summary>Edges that no event told, since the start.</summary>
    public long Untold { get; private set; }

    /// <summary>How long the level has been moving.</summary>
    public TimeSpan MovingFor(MonotonicTick now) => IsMoving ? now - _first.At : TimeSpan.Zero;

    /// <summary>Takes an edge as the driver told it.</summary>
    public void TakeEdge(MonotonicTick at, bool level)
    {
        if (IsMoving && !_isFirstExact && level == _level && at > _first.NotBefore && at <= _first.At)
        {
            // The level was read between the edge and the telling of it: the same edge, now exactly.
            (_first, _isFirstExact) = ((at, at), true);
            Untold--;
            return;
        }

        Move(at, at, level, exact: true);
    }

    /// <summary>Takes a level that was read.</summary>
    public void TakeLevel(MonotonicTick asked, MonotonicTick answered, bool level)
    {
        if (_level is null)
            Move(answered, answered, level, exact: false);
        else if (level != _level)
        {
            Untold++;
            Move(IsMoving ? _last : _lastAsked, answered, level, exact: false);
        }

        _lastAsked = asked;
    }

    /// <summary>The change, once its new level has rested for the debounce time; null before, and when it came back to the old level.</summary>
    public RestedChange? Settle(MonotonicTick now)
    {
        if (!IsMoving || now - _last < debounce)
            return null;
        IsMoving = false;
        if (_level == _rested)
        {
            Glitches++;
            return null;
        }

        var wasKnown = _rested is not null;
        _rested = _level;
        return wasKnown ? new(_rested == true, _first.NotBefore, _first.At, _last, _bounces) : null;
    }

    private void Move(MonotonicTick notBefore, MonotonicTick at, bool level, bool exact)
    {
        if (!IsMoving)
            (IsMoving, _first, _isFirstExact, _bounces, _last) = (true, (notBefore, at), exact, 0, at);
        else
            _bounces++;
        _level = level;
        _last = at > _last ? at : _last;
    }
}

/// <summary>A level that came to rest.</summary>
/// <param name="Level">High or low.</param>
/// <param name="NotBefore">The first raw edge lies after this moment, less the delay.</param>
/// <param name="At">And not after this one.</param>
/// <param name="RestedFrom">The last raw edge: the level rests since then.</param>
/// <param name="Bounces">Edges after the first.</param>
internal readonly record struct RestedChange(bool Level, MonotonicTick NotBefore, MonotonicTick At, MonotonicTick RestedFrom, int Bounces);
