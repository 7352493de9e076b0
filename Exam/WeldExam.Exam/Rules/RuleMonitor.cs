using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>A rule compiled to follow the conditions as they change, in time order and with bounded memory.</summary>
internal abstract class RuleMonitor
{
    /// <summary>The outcome as soon as nothing that follows can change it.</summary>
    /// <param name="now">Up to where all steps have been handed in.</param>
    public virtual Outcome Decided(long now) => Outcome.Unknown;

    public abstract void Begin(long at, ReadOnlySpan<Truth> values);

    /// <summary>Called when a track that it reads has changed; more calls do no harm.</summary>
    public abstract void Step(long at, ReadOnlySpan<Truth> values);

    /// <summary>Whether the rule rests on that track.</summary>
    public abstract bool Reads(int track);

    /// <summary>Called once, when everything before <paramref name="end"/> has been handed in.</summary>
    public abstract Finding Conclude(long end);
}

/// <summary>A monitor of one condition: it sees maximal stretches of equal truth.</summary>
internal abstract class StretchMonitor(Probe probe) : RuleMonitor
{
    private long _from;
    private Truth _now;

    protected long Start { get; private set; }

    /// <summary>How long the condition has surely held without a break up to <paramref name="now"/>.</summary>
    protected long HeldUntil(long now) => _now == Truth.True ? Math.Max(0, now - _from) : 0;

    protected long Refresh => probe.Refresh;

    public override void Begin(long at, ReadOnlySpan<Truth> values)
    {
        Start = at;
        _from = at;
        _now = probe.Read(values);
    }

    public override void Step(long at, ReadOnlySpan<Truth> values)
    {
        var truth = probe.Read(values);
        if (truth == _now)
            return;
        if (at > _from)
            Take(_from, at, _now);
        _from = at;
        _now = truth;
    }

    public override bool Reads(int track) => probe.Reads(track);

    public override Finding Conclude(long end)
    {
        if (end > _from)
            Take(_from, end, _now);
        return Find(end);
    }

    protected abstract void Take(long from, long to, Truth truth);

    protected abstract Finding Find(long end);
}

/// <summary>all, any and not over rules: Kleene's logic, the evidence of those that decided.</summary>
internal sealed class AllMonitor(RuleMonitor[] rules) : RuleMonitor
{
    public override Outcome Decided(long now)
    {
        var all = Outcome.Yes;
        foreach (var rule in rules)
        {
            var decided = rule.Decided(now);
            if (decided == Outcome.No)
                return Outcome.No;
            if (decided == Outcome.Unknown)
                all = Outcome.Unknown;
        }

        return all;
    }

    public override void Begin(long at, ReadOnlySpan<Truth> values)
    {
        foreach (var rule in rules)
            rule.Begin(at, values);
    }

    public override void Step(long at, ReadOnlySpan<Truth> values)
    {
        foreach (var rule in rules)
            rule.Step(at, values);
    }

    public override bool Reads(int track) => Array.Exists(rules, rule => rule.Reads(track));

    public override Finding Conclude(long end)
    {
        var findings = Array.ConvertAll(rules, rule => rule.Conclude(end));
        var outcome = findings.Any(f => f.Outcome == Outcome.No) ? Outcome.No
            : findings.Any(f => f.Outcome == Outcome.Unknown) ? Outcome.Unknown : Outcome.Yes;
        var deciding = findings.Where(f => f.Outcome == outcome).ToArray();
        return new(
            outcome,
            [.. deciding.SelectMany(f => f.Evidence).Distinct().OrderBy(s => s.From).ThenBy(s => s.To).Take(Finding.Most)],
            deciding.Sum(f => f.Excess));
    }
}

internal sealed class NotMonitor(RuleMonitor rule) : RuleMonitor
{
    public override Outcome Decided(long now) => Invert(rule.Decided(now));

    public override void Begin(long at, ReadOnlySpan<Truth> values) => rule.Begin(at, values);

    public override void Step(long at, ReadOnlySpan<Truth> values) => rule.Step(at, values);

    public override bool Reads(int track) => rule.Reads(track);

    public override Finding Conclude(long end)
    {
        var finding = rule.Conclude(end);
        return new(Invert(finding.Outcome), finding.Evidence);
    }

    private static Outcome Invert(Outcome outcome) => outcome switch
    {
        Outcome.Yes => Outcome.No,
        Outcome.No => Outcome.Yes,
        _ => Outcome.Unknown,
    };
}
