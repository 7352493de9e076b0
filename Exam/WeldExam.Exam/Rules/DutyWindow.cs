namespace WeldExam.Exam.Rules;

/// <summary>The longest time that something holds within any ten minutes. That time is greatest where a stretch of it ends,
/// so it is looked at only there; it keeps the stretches of the last ten minutes.</summary>
internal sealed class DutyWindow
{
    /// <summary>The cycle over which a machine's duty is stated (IEC 60974-1), microseconds.</summary>
    public const long Cycle = 600_000_000;

    private const int MostStretches = 8192;
    private readonly Queue<Stretch> _stretches = [];
    private Stretch? _latest;
    private long _sum; // of those in the queue, without the latest

    public long Longest { get; private set; }

    /// <summary>More stretches than an arc's holds allow.</summary>
    public bool IsOverflown { get; private set; }

    public void Add(long from, long to)
    {
        if (_latest is { } before && before.To == from)
        {
            from = before.From;
        }
        else if (_latest is { } done)
        {
            _stretches.Enqueue(done);
            _sum += done.To - done.From;
            IsOverflown |= _stretches.Count > MostStretches;
        }

        _latest = new(from, to);
        var begin = to - Cycle;
        while (_stretches.TryPeek(out var first) && (first.To <= begin || IsOverflown))
            _sum -= Length(_stretches.Dequeue());
        var cut = _stretches.TryPeek(out var oldest) ? Math.Max(0, begin - oldest.From) : 0;
        Longest = Math.Max(Longest, Math.Min(Cycle, to - from) + _sum - cut);
    }

    private static long Length(in Stretch stretch) => stretch.To - stretch.From;
}
