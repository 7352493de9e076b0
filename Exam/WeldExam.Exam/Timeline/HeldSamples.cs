namespace WeldExam.Exam.Timeline;

/// <summary>Current and voltage over a stretch of time: the values of its first sample, in units of the channels' resolution.</summary>
internal readonly record struct HeldSample(long From, long To, long Current, long Voltage);

/// <summary>The samples of the arc with the time each holds: until the next, at most so long.</summary>
internal sealed class HeldSamples(long hold)
{
    private readonly Queue<HeldSample> _held = [];
    private ArcSample? _open;

    /// <summary>Whether some figure asks for them.</summary>
    public bool IsWanted { get; set; }

    public void Take(in ArcSample sample, bool isArc)
    {
        if (!IsWanted)
            return;
        if (_open is { } open && sample.At - open.At <= hold)
            _held.Enqueue(new(open.At, sample.At, open.Current, open.Voltage));
        _open = isArc ? sample : null;
    }

    /// <summary>Samples are missing: how long the latest one held nobody can say.</summary>
    public void Lose() => _open = null;

    /// <summary>Hands on what lies between the two moments.</summary>
    public void Drain(long from, long to, Action<HeldSample>? take)
    {
        while (_held.TryPeek(out var held) && held.From < to)
        {
            var part = held with { From = Math.Max(held.From, from), To = Math.Min(held.To, to) };
            if (part.From < part.To)
                take?.Invoke(part);
            if (held.To > to)
                return;
            _held.Dequeue();
        }
    }
}
