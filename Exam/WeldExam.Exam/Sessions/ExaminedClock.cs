using WeldExam.Exam.Time;

namespace WeldExam.Exam.Sessions;

/// <summary>Adds up examined time over pauses, crashes and reboots: what nobody recorded is not counted.</summary>
internal sealed class ExaminedClock
{
    private TimeSpan _sum;
    private MonotonicTick? _since;
    private MonotonicTick _latest;

    public TimeSpan Elapsed(MonotonicTick now) => _sum + (_since is { } since && now > since ? now - since : TimeSpan.Zero);

    public void Run(MonotonicTick at) => _since ??= at;

    public void Stop(MonotonicTick at)
    {
        _sum = Elapsed(at);
        _since = null;
    }

    public void Advance(MonotonicTick at) => _latest = at;

    /// <summary>A new start of the recorder, perhaps in a new boot: its first entry is at <paramref name="at"/>.</summary>
    public void BreakOff(MonotonicTick at)
    {
        if (_since is null)
            return;
        Stop(_latest);
        Run(at);
    }
}
