namespace WeldExam.Exam.Timeline;

/// <summary>From <paramref name="At"/> (microseconds on the journal's axis) the condition has this value.</summary>
internal readonly record struct Change(long At, Truth Value);

/// <summary>One condition over time, as a stream of changes that is settled up to a watermark. What lies before the watermark
/// never changes again; evidence that arrives too late for it marks the track as late instead of rewriting the past.</summary>
internal abstract class Track
{
    private readonly List<Change> _pending = [];
    private int _head;
    private Truth _consumed = Truth.Hole;

    private bool _isLate;

    /// <summary>Whether evidence came too late to be placed; every rule on this track is then unknown.</summary>
    public virtual bool IsLate => _isLate;

    /// <summary>Everything before this moment is final.</summary>
    public abstract long Settled { get; }

    protected Truth Current => _head < _pending.Count ? _pending[^1].Value : _consumed;

    /// <summary>The watermark given the latest moment that the journal has reached.</summary>
    public abstract long SettleUntil(long now);

    public bool TryPeek(out Change change)
    {
        change = default;
        if (_head >= _pending.Count)
            return false;
        change = _pending[_head];
        return true;
    }

    public void Pop()
    {
        _consumed = _pending[_head++].Value;
        if (_head < _pending.Count)
            return;
        _pending.Clear();
        _head = 0;
    }

    /// <summary>The condition is <paramref name="value"/> from <paramref name="at"/> on; before that it was unknown.</summary>
    protected void Become(long at, Truth value) => Append(NotTooLate(at), value);

    /// <summary>The condition changed once to <paramref name="value"/>, at a moment between the two. Where that span touches another
    /// unknown one, more than one change may lie in it: a hole.</summary>
    protected void Cross(long from, long to, Truth value)
    {
        from = NotTooLate(from);
        Unsee(from);
        Append(from, Current.IsKnown() ? Truth.Edge : Truth.Hole);
        Append(Math.Max(from, to), value);
    }

    /// <summary>Nothing is known from <paramref name="from"/> on.</summary>
    protected void Lose(long from)
    {
        from = NotTooLate(from);
        Unsee(from);
        Append(from, Truth.Hole);
    }

    private void Unsee(long from)
    {
        while (_pending.Count > _head && _pending[^1].At >= from)
            _pending.RemoveAt(_pending.Count - 1);
    }

    private long NotTooLate(long at)
    {
        _isLate |= at < Settled;
        return Math.Max(at, Settled);
    }

    private void Append(long at, Truth value)
    {
        if (Current == value)
            return;
        if (_pending.Count > _head && _pending[^1].At == at)
            _pending.RemoveAt(_pending.Count - 1);
        if (Current != value)
            _pending.Add(new(at, value));
    }
}

/// <summary>A signal that this station does not have: always unknown.</summary>
internal sealed class AbsentTrack : Track
{
    public override long Settled => long.MaxValue;

    public override long SettleUntil(long now) => long.MaxValue;
}
