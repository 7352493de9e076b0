using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Polling;

/// <summary>Estimates how often a meter renews its registers from where its answers repeat, under a varying signal (practice: a meter polled
/// faster than it refreshes only repeats). Each change of value places one renewal between the last look at the old value and the first at
/// the new one. Errs to the long side: a renewal that changed no digit makes the refresh look longer, never shorter.</summary>
/// <remarks>The confidence is that of a distribution-free tolerance limit: of n intervals none was longer than the bound, so with confidence c
/// at least the part (1 − c)^(1/n) of all intervals keeps within it (Wilks 1941). 59 intervals give 95 % of them with 95 % confidence.</remarks>
public static class RefreshEstimate
{
    /// <summary>With which the coverage is stated.</summary>
    public const double Confidence = 0.95;

    /// <summary>Intervals until anything is stated.</summary>
    public const int FewestRenewals = 59;

    private const double TooFast = 0.8;      // of all looks bring something new
    private const double MostJitter = 0.25;  // of the beat: beyond it there is no beat
    private const double SureLook = 0.9;     // of the beat: a look no longer than that hides none
    private const double Slack = 500;        // microseconds by which two stamps of this machine may disagree

    public static RefreshFinding Of(IReadOnlyList<MeterLook> looks)
    {
        var longestLook = LongestLook(looks);
        var found = Of(looks, longestLook);
        if (found is not RefreshMeasured { IsRegular: false, IsLimitedByPolling: false })
            return found;

        // On a machine that is busy all the time every look is long, and one as long as the beat may hide a renewal: then the count slips and no
        // beat fits. Such looks are left out by the beat itself, as far as it shows.
        var sure = Math.Min(longestLook, SureLook * MiddleInterval(looks, longestLook));
        return Of(looks, sure) is RefreshMeasured { IsRegular: true } regular ? regular : found;
    }

    private static RefreshFinding Of(IReadOnlyList<MeterLook> looks, double longestLook)
    {
        var (segments, pairs, changes) = Segments(looks, longestLook);
        var renewals = segments.Sum(segment => segment.Count - 1);
        if (renewals < FewestRenewals)
            return new RefreshUnknown(renewals, FewestRenewals);
        var longest = segments.Max(segment => Spans(segment).Max(span => span.Longest));
        var shortest = segments.Min(segment => Spans(segment).Min(span => span.Shortest));
        var coverage = Math.Pow(1 - Confidence, 1.0 / renewals);
        if (changes > TooFast * pairs)
            return new RefreshMeasured(renewals, Range(0, longest), IsRegular: false, IsLimitedByPolling: true, coverage);
        return Beat(segments, longest) is { } beat
            ? new RefreshMeasured(renewals, Range(Math.Max(beat.Min, shortest), Math.Min(beat.Max, longest)), IsRegular: true, IsLimitedByPolling: false, coverage)
            : new RefreshMeasured(renewals, Range(shortest, longest), IsRegular: false, IsLimitedByPolling: false, coverage);
    }

    // Renewals while the signal lived without a break, each as the window in which it lies (microseconds).
    private static (List<List<(double From, double To)>> Segments, int Pairs, int Changes) Segments(
        IReadOnlyList<MeterLook> looks, double longestLook)
    {
        var segments = new List<List<(double From, double To)>>();
        List<(double From, double To)>? open = null;
        var (pairs, changes) = (0, 0);
        for (var index = 1; index < looks.Count; index++)
        {
            var (before, now) = (looks[index - 1], looks[index]);
            if (!before.IsAlive || !now.IsAlive || (now.NotAfter - before.NotBefore).TotalMicroseconds > longestLook)
            {
                open = null;
                continue;
            }

            pairs++;
            if (before.Values.AsSpan().SequenceEqual(now.Values.AsSpan()))
                continue;
            changes++;
            if (open is null)
                segments.Add(open = []);
            open.Add((before.NotBefore.Microseconds, now.NotAfter.Microseconds));
        }

        segments.RemoveAll(segment => segment.Count < 2);
        return (segments, pairs, changes);
    }

    private static double MiddleInterval(IReadOnlyList<MeterLook> looks, double longestLook)
    {
        var intervals = Segments(looks, longestLook).Segments
            .SelectMany(segment => segment.Zip(segment.Skip(1), (first, second) => (second.From + second.To - first.From - first.To) / 2)).Order().ToArray();
        return intervals[intervals.Length / 2];
    }

    // While this machine was busy elsewhere several renewals may have passed unseen: such a look says nothing of the meter.
    private static double LongestLook(IReadOnlyList<MeterLook> looks)
    {
        var widths = looks.Zip(looks.Skip(1), (before, now) => (now.NotAfter - before.NotBefore).TotalMicroseconds).Order().ToArray();
        return widths.Length == 0 ? 0 : 2 * widths[widths.Length / 2];
    }

    private static IEnumerable<(double Shortest, double Longest)> Spans(List<(double From, double To)> segment) =>
        segment.Zip(segment.Skip(1), (first, second) => (Math.Max(0, second.From - first.To), second.To - first.From));

    // The beat that all renewals fit with the least jitter. The jitter needed is convex in the beat, so a ternary search finds it.
    private static (double Min, double Max)? Beat(List<List<(double From, double To)>> segments, double longest)
    {
        var (low, high) = (0.0, longest);
        for (var turn = 0; turn < 100; turn++)
        {
            var (left, right) = (low + ((high - low) / 3), high - ((high - low) / 3));
            (low, high) = Jitter(segments, left) < Jitter(segments, right) ? (low, right) : (left, high);
        }

        var best = (low + high) / 2;
        var jitter = Jitter(segments, best);
        if (jitter > MostJitter * best)
            return null;

        var margin = Slack + Swallowed(segments, jitter);
        var allowed = jitter + Slack;
        return (Edge(segments, best, 0, allowed) - (2 * (jitter + margin)), Edge(segments, best, longest, allowed) + (2 * (jitter + margin)));
    }

    // Windows of width w swallow part of a jitter. Of n renewals late by up to j, evenly, n·m²/(4·w·j) should have stuck out by more than
    // j − m; where that is three, with 95 % some would have. So the jitter that was not seen is at most the m that solves it for j = seen + m.
    private static double Swallowed(List<List<(double From, double To)>> segments, double seen)
    {
        const double events = 3;
        var width = segments.Average(segment => segment.Average(window => window.To - window.From));
        var unit = 4 * events * width / segments.Sum(segment => segment.Count);
        return (unit + Math.Sqrt((unit * unit) + (4 * unit * seen))) / 2;
    }

    private static double Edge(List<List<(double From, double To)>> segments, double inside, double outside, double allowed)
    {
        if (Jitter(segments, outside) <= allowed)
            return outside;
        for (var turn = 0; turn < 60; turn++)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = Jitter(segments, middle) <= allowed ? (middle, outside) : (inside, middle);
        }

        return outside;
    }

    // How far the worst renewal lies from its window when the n-th of each segment is put at its start + n beats.
    private static double Jitter(List<List<(double From, double To)>> segments, double beat)
    {
        var worst = 0.0;
        foreach (var segment in segments)
        {
            var (latest, earliest) = (double.MinValue, double.MaxValue);
            for (var index = 0; index < segment.Count; index++)
            {
                latest = Math.Max(latest, segment[index].From - (index * beat));
                earliest = Math.Min(earliest, segment[index].To - (index * beat));
            }

            worst = Math.Max(worst, (latest - earliest) / 2);
        }

        return worst;
    }

    private static TimeRange Range(double min, double max) => new(
        TimeSpan.FromMilliseconds(Math.Floor(Math.Max(0, min) / 1000)), TimeSpan.FromMilliseconds(Math.Ceiling(max / 1000)));
}
