using System.Runtime.InteropServices;

namespace WeldExam.Exam.Timeline;

/// <summary>Who wants to know what all conditions are, in the order of time.</summary>
internal interface ITimelineReader
{
    void Begin(long at, ReadOnlySpan<Truth> values);

    /// <param name="at">The moment.</param>
    /// <param name="values">What every condition is from that moment on.</param>
    /// <param name="changed">The conditions that are not what they were.</param>
    void Step(long at, ReadOnlySpan<Truth> values, ReadOnlySpan<int> changed);

    /// <summary>Current and voltage of the arc over a stretch in which no condition changes.</summary>
    void Hold(HeldSample held);
}

/// <summary>How an interruption changes what counts as seen.</summary>
internal enum Mask : byte
{
    None,

    /// <summary>The examined time stands still: a condition that stays as it was is known, one that changes is unknown until the end.</summary>
    Paused,

    /// <summary>Nobody vouches for what was recorded.</summary>
    Blind,
}

/// <summary>Merges tracks into one stream of steps up to the watermark that all of them have settled.</summary>
internal sealed class SignalTimeline(IReadOnlyList<Track> tracks, HeldSamples? held, ITimelineReader reader)
{
    private readonly Truth[] _raw = Filled(tracks.Count);
    private readonly Truth[] _seen = Filled(tracks.Count);
    private readonly Truth[] _before = Filled(tracks.Count);
    private readonly Queue<(long At, Mask Mask)> _masks = [];
    private readonly List<Due> _due = [];
    private readonly List<int> _changed = [];
    private Mask _mask;
    private long? _start;
    private bool _begun;
    private long _held = long.MinValue;

    /// <summary>Up to where every step has been handed on.</summary>
    public long Reached { get; private set; } = long.MinValue;

    public void StartAt(long at) => _start ??= at;

    public void MaskFrom(long at, Mask mask) => _masks.Enqueue((at, mask));

    /// <summary>Hands on every step before <paramref name="limit"/> that is settled when the journal has reached <paramref name="now"/>.</summary>
    public void Advance(long now, long limit)
    {
        var watermark = Math.Min(now, limit);
        foreach (var track in tracks)
            watermark = Math.Min(watermark, track.SettleUntil(now));
        Run(watermark);
    }

    /// <summary>Hands on every step before <paramref name="end"/>: nothing more will come.</summary>
    public void Finish(long end) => Run(end);

    private static Truth[] Filled(int length)
    {
        var values = new Truth[length];
        Array.Fill(values, Truth.Hole);
        return values;
    }

    private void Run(long watermark)
    {
        Gather(watermark);
        var next = 0;
        while (true)
        {
            var at = next < _due.Count ? _due[next].At : long.MaxValue;
            if (_masks.TryPeek(out var mask))
                at = Math.Min(at, mask.At);
            if (at >= watermark)
                break;
            if (!_begun && at > _start)
                Begin();
            Hold(at);
            next = Apply(at, next);
            if (_begun && _changed.Count > 0)
                reader.Step(at, _seen, CollectionsMarshal.AsSpan(_changed));
        }

        if (!_begun && _start < watermark)
            Begin();
        Hold(watermark);
        Reached = Math.Max(Reached, watermark);
    }

    /// <summary>Takes the changes before the watermark off the tracks, in the order of time; those of one track keep theirs.</summary>
    private void Gather(long watermark)
    {
        _due.Clear();
        var isSorted = true;
        for (var i = 0; i < tracks.Count; i++)
        {
            while (tracks[i].TryPeek(out var change) && change.At < watermark)
            {
                isSorted &= _due.Count == 0 || _due[^1].At <= change.At;
                _due.Add(new(change.At, _due.Count, i, change.Value));
                tracks[i].Pop();
            }
        }

        if (!isSorted)
            _due.Sort();
    }

    private void Begin()
    {
        _begun = true;
        Hold(_start.GetValueOrDefault());
        reader.Begin(_start.GetValueOrDefault(), _seen);
    }

    /// <summary>Hands on the arc's samples before a moment; what an interruption covers counts for nothing.</summary>
    private void Hold(long until)
    {
        if (held is null || until <= _held)
            return;
        held.Drain(_held, until, _begun && _mask == Mask.None && until > _start ? reader.Hold : null);
        _held = until;
    }

    private int Apply(long at, int next)
    {
        _changed.Clear();
        var first = next;
        for (; next < _due.Count && _due[next].At <= at; next++)
            _raw[_due[next].Track] = _due[next].Value;
        if (Interrupt(at))
        {
            for (var i = 0; i < tracks.Count; i++)
                See(i);
            return next;
        }

        for (var i = first; i < next; i++)
            See(_due[i].Track);
        return next;
    }

    private bool Interrupt(long at)
    {
        var any = false;
        while (_masks.TryPeek(out var mask) && mask.At <= at)
        {
            if (_mask == Mask.None && mask.Mask != Mask.None)
                _seen.CopyTo(_before, 0);
            _mask = _masks.Dequeue().Mask;
            any = true;
        }

        return any;
    }

    private void See(int i)
    {
        var truth = _raw[i];
        if (_mask != Mask.None)
        {
            if (_mask == Mask.Blind || truth != _before[i])
                _before[i] = Truth.Hole; // changed unexamined: unknown until the interruption ends
            truth = _before[i];
        }

        if (_seen[i] == truth)
            return;
        _seen[i] = truth;
        if (!_changed.Contains(i))
            _changed.Add(i);
    }

    private readonly record struct Due(long At, int Rank, int Track, Truth Value) : IComparable<Due>
    {
        public int CompareTo(Due other) => At != other.At ? At.CompareTo(other.At) : Rank.CompareTo(other.Rank);
    }
}
