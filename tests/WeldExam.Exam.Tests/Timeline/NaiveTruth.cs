using WeldExam.Exam.Journal;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Tests.Timeline;

/// <summary>What docs/PAPERS.md (Time) says of a condition at one moment, by a look at the whole trace.</summary>
internal sealed class NaiveTruth
{
    private readonly List<(long From, long To)> _unknown = [];
    private readonly List<(long From, Truth Truth)> _known = [];

    public IEnumerable<long> Moments => _unknown.SelectMany(span => new[] { span.From, span.To }).Concat(_known.Select(known => known.From));

    /// <summary>Samples told one by one: null says nothing (the meter's uncertainty reaches over the limit).</summary>
    public static NaiveTruth Sampled(IReadOnlyList<(long At, bool? Truth)> samples, long hold, long nearest, long farthest, long end)
    {
        var naive = new NaiveTruth();
        if (samples.Count == 0)
        {
            naive._unknown.Add((long.MinValue, long.MaxValue));
            return naive;
        }

        naive._unknown.Add((long.MinValue, samples[0].At - nearest));
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples[i].Truth is { } truth)
                naive._known.Add((samples[i].At - nearest, truth ? Truth.True : Truth.False));
            else
                naive._unknown.Add((i == 0 ? long.MinValue : samples[i - 1].At - farthest, i + 1 < samples.Count ? samples[i + 1].At - nearest : long.MaxValue));
            if (i + 1 < samples.Count && (samples[i + 1].At - samples[i].At > hold || samples[i].Truth != samples[i + 1].Truth))
                naive._unknown.Add((samples[i].At - farthest, samples[i + 1].At - nearest));
        }

        if (end - samples[^1].At > hold)
            naive._unknown.Add((samples[^1].At - farthest, long.MaxValue));
        return naive;
    }

    public static NaiveTruth Switch(IReadOnlyList<Reading> readings, SwitchState wanted, SpanRange delay)
    {
        var naive = new NaiveTruth();
        var (least, most) = (delay.Min.Microseconds(), delay.Max.Microseconds());
        naive._unknown.Add((long.MinValue, readings[0].At - least));
        for (var i = 0; i < readings.Count; i++)
        {
            if (i > 0)
                naive._unknown.Add((readings[i].NotBefore - most, readings[i].At - least));
            if (readings[i].State == SwitchState.Unknown)
                naive._unknown.Add((readings[i].At - least, i + 1 < readings.Count ? readings[i + 1].At - least : long.MaxValue));
            else
                naive._known.Add((readings[i].At - least, readings[i].State == wanted ? Truth.True : Truth.False));
        }

        return naive;
    }

    public Outcome At(long moment)
    {
        if (_unknown.Exists(span => span.From <= moment && moment < span.To))
            return Outcome.Unknown;
        return _known.Last(known => known.From <= moment).Truth == Truth.True ? Outcome.Yes : Outcome.No;
    }

    /// <summary>The same under an interruption: a pause keeps what stays as it was, anything else hides all.</summary>
    public Outcome At(long moment, (long From, long To, InterruptionCause Cause)? interruption)
    {
        if (interruption is not var (from, to, cause) || moment < from || moment >= to)
            return At(moment);
        if (cause == InterruptionCause.StorageFault)
            return Outcome.Unknown;
        var before = At(from - 1);
        return Moments.Where(m => m >= from && m <= moment).Prepend(from).All(m => At(m) == before) ? before : Outcome.Unknown;
    }
}
