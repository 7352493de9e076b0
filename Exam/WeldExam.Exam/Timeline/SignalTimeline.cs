namespace WeldExam.Exam.Timeline;

/// <summary>Who wants to know what all conditions are, in the order of time.</summary>
internal interface ITimelineReader
{
    void Begin(long at, ReadOnlySpan<Truth> values);

    void Step(long at, ReadOnlySpan<Truth> values);
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
internal sealed class SignalTimeline(IReadOnlyList<Track> tracks, ITimelineReader reader)
{
    private readonly Truth[] _raw = Filled(tracks.Count);
    private readonly Truth[] _seen = Filled(tracks.Count);
    private readonly Truth[] _before = Filled(tracks.Count);
    private readonly Queue<(long At, Mask Mask)> _masks = [];
    private Mask _mask;
    private long? _start;
    private bool _begun;

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
        while (NextAt(watermark) is { } at)
        {
            if (!_begun && at > _start)
                Begin();
            Apply(at);
            if (_begun)
                reader.Step(at, _seen);
        }

        if (!_begun && _start < watermark)
            Begin();
        Reached = Math.Max(Reached, watermark);
    }

    private void Begin()
    {
        _begun = true;
        reader.Begin(_start.GetValueOrDefault(), _seen);
    }

    private long? NextAt(long watermark)
    {
        var next = watermark;
        foreach (var track in tracks)
        {
            if (track.TryPeek(out var change) && change.At < next)
                next = change.At;
        }

        if (_masks.TryPeek(out var mask) && mask.At < next)
            next = mask.At;
        return next < watermark ? next : null;
    }

    private void Apply(long at)
    {
        for (var i = 0; i < tracks.Count; i++)
        {
            while (tracks[i].TryPeek(out var change) && change.At <= at)
            {
                _raw[i] = change.Value;
                tracks[i].Pop();
            }
        }

        while (_masks.TryPeek(out var mask) && mask.At <= at)
        {
            if (_mask == Mask.None && mask.Mask != Mask.None)
                _seen.CopyTo(_before, 0);
            _mask = _masks.Dequeue().Mask;
        }

        for (var i = 0; i < tracks.Count; i++)
            _seen[i] = See(i);
    }

    private Truth See(int i)
    {
        if (_mask == Mask.None)
            return _raw[i];
        if (_mask == Mask.Blind || _raw[i] != _before[i])
            _before[i] = Truth.Hole; // changed unexamined: unknown until the interruption ends
        return _before[i];
    }
}
