using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Timeline;

/// <summary>An entry with its place on the journal's axis.</summary>
/// <param name="At">Microseconds on the axis, which is the clock of the first boot carried on.</param>
/// <param name="Offset">Added to a tick of the entry's boot to get its place.</param>
/// <param name="Recorded">The entry.</param>
internal readonly record struct Placed(long At, long Offset, Recorded Recorded);

/// <summary>One time axis over a journal. Within a boot it is the monotonic clock. Over a reboot the clock anchors of both boots
/// tie it together within their uncertainty; entries wait for the new boot's first anchor. The unseen gap is taken as long as it may
/// have been: what is unknown for too long only widens the bounds of every figure.</summary>
internal sealed class JournalAxis
{
    /// <summary>Stated for a reboot that no anchor measures.</summary>
    public const long Unbounded = long.MaxValue / 4;

    private const long LongestWait = 10_000_000;
    private const long LongestGap = 24L * 3600 * 1_000_000;
    private readonly List<Recorded> _waiting = [];
    private readonly List<(BootId Boot, long From, long Offset, long Uncertainty)> _boots = [];
    private (DateTimeOffset Utc, long At, TimeSpan Uncertainty)? _anchor;

    /// <summary>The latest moment placed so far.</summary>
    public long Now { get; private set; } = long.MinValue;

    /// <summary>Adds the entries that can be placed now to <paramref name="ready"/>.</summary>
    public void Take(in Recorded recorded, List<Placed> ready)
    {
        if (_boots.Count == 0)
            _boots.Add((recorded.Boot, recorded.At.Microseconds, 0, 0));
        if (_waiting.Count == 0 && recorded.Boot == _boots[^1].Boot)
        {
            Place(recorded, ready);
            return;
        }

        if (_waiting.Count > 0 && recorded.Boot != _waiting[0].Boot)
            Flush(ready);
        _waiting.Add(recorded);
        if (recorded.Entry is ClockAnchor { Source: not ClockSource.Unsynchronised } anchor && _anchor is { } known)
        {
            var doubt = (anchor.Uncertainty + known.Uncertainty).Microseconds();
            var elapsed = (anchor.Utc - known.Utc).Microseconds();
            Begin(known.At + elapsed + doubt - recorded.At.Microseconds, 2 * doubt, ready);
        }
        else if ((recorded.At - _waiting[0].At).Microseconds() > LongestWait)
            Flush(ready);
    }

    /// <summary>Places what still waits, with an unbounded uncertainty.</summary>
    public void Flush(List<Placed> ready)
    {
        if (_waiting.Count > 0)
            Begin(Now + LongestGap - _waiting[0].At.Microseconds, Unbounded, ready);
    }

    /// <summary>How far a distance between two moments may be off because a reboot lies between them.</summary>
    public long UncertaintyBetween(long from, long to)
    {
        var sum = 0L;
        foreach (var boot in _boots)
        {
            if (boot.From > Math.Min(from, to) && boot.From <= Math.Max(from, to))
                sum = Math.Min(Unbounded, sum + boot.Uncertainty);
        }

        return sum;
    }

    /// <summary>The boot (counted from 0 within this journal) and its own tick at a moment of the axis.</summary>
    public (int Boot, MonotonicTick Tick) TickAt(long at)
    {
        var boot = _boots.Count - 1;
        while (boot > 0 && _boots[boot].From > at)
            boot--;
        return (boot, new(at - _boots[boot].Offset));
    }

    /// <summary>A moment of the axis on the clock of the present boot.</summary>
    public MonotonicTick TickNow(long at) => new(at - _boots[^1].Offset);

    private void Begin(long offset, long uncertainty, List<Placed> ready)
    {
        offset = Math.Max(offset, Now + 1 - _waiting[0].At.Microseconds); // a clock may err, but the new boot is never before the old one
        _boots.Add((_waiting[0].Boot, _waiting[0].At.Microseconds + offset, offset, uncertainty));
        foreach (var recorded in _waiting)
            Place(recorded, ready);
        _waiting.Clear();
    }

    private void Place(in Recorded recorded, List<Placed> ready)
    {
        var offset = _boots[^1].Offset;
        var at = recorded.At.Microseconds + offset;
        Now = Math.Max(Now, at);
        if (recorded.Entry is ClockAnchor { Source: not ClockSource.Unsynchronised } anchor)
            _anchor = (anchor.Utc, at, anchor.Uncertainty);
        ready.Add(new(at, offset, recorded));
    }
}
