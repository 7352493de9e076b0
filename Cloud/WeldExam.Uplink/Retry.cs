namespace WeldExam.Uplink;

/// <summary>Waits between attempts to connect: doubling, with jitter of ± 50 %, so that a room of boxes does not come back in one instant.</summary>
internal sealed class Retry(TimeSpan first, TimeSpan longest, Random random)
{
    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var wait = TimeSpan.FromTicks(Math.Min(first.Ticks << _failures, longest.Ticks));
        _failures = Math.Min(_failures + 1, 16);
        return wait * (0.5 + random.NextDouble());
    }
}
