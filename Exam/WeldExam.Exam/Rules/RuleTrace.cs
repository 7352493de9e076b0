using System.Collections.Immutable;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>A rule whose operators and conditions are each followed by themselves, for people who ask why.</summary>
internal sealed class RuleTrace : RuleMonitor
{
    private readonly Rule _rule;
    private readonly RuleMonitor _monitor;
    private readonly RuleTrace[] _rules;
    private readonly ConditionTrace[] _conditions;
    private Finding _finding;

    public RuleTrace(Rule rule, RuleCompiler compiler)
    {
        _rule = rule;
        _monitor = compiler.Compile(rule);
        _rules = [.. RuleTree.Inner(rule).Select(inner => new RuleTrace(inner, compiler))];
        _conditions = [.. RuleTree.Conditions(rule).Select(condition => new ConditionTrace(condition, compiler))];
    }

    public IEnumerable<ConditionTrace> Conditions => _conditions.Concat(_rules.SelectMany(rule => rule.Conditions));

    public override void Begin(long at, ReadOnlySpan<Truth> values)
    {
        _monitor.Begin(at, values);
        foreach (var rule in _rules)
            rule.Begin(at, values);
        foreach (var condition in _conditions)
            condition.Begin(at, values);
    }

    public override void Step(long at, ReadOnlySpan<Truth> values)
    {
        _monitor.Step(at, values);
        foreach (var rule in _rules)
            rule.Step(at, values);
        foreach (var condition in _conditions)
            condition.Step(at, values);
    }

    public override bool Reads(int track) => _monitor.Reads(track);

    public override Finding Conclude(long end)
    {
        foreach (var rule in _rules)
            rule.Conclude(end);
        foreach (var condition in _conditions)
            condition.Conclude(end);
        return _finding = _monitor.Conclude(end);
    }

    /// <param name="place">Gives a stretch its place in the journal.</param>
    /// <param name="values">The least and greatest sample of a signal in a stretch.</param>
    public ExplainedRule Explain(Func<Stretch, Interval> place, Func<string, Stretch, (decimal Least, decimal Most)?> values) => new(
        RuleText.Of(_rule),
        _finding.Outcome,
        [.. _finding.Evidence.IsDefault ? [] : _finding.Evidence.Select(place)],
        [.. _rules.Select(rule => rule.Explain(place, values))],
        [.. _conditions.Select(condition => condition.Explain(place, values))]);
}

/// <summary>What a condition was over time.</summary>
internal sealed class ConditionTrace : RuleMonitor
{
    private const int Most = 200;
    private readonly Condition _condition;
    private readonly Probe _probe;
    private readonly ConditionTrace[] _conditions;
    private readonly List<(Stretch Stretch, Truth Truth)> _over = [];
    private long _from;
    private Truth _now;

    public ConditionTrace(Condition condition, RuleCompiler compiler)
    {
        _condition = condition;
        _probe = compiler.Compile(condition);
        _conditions = [.. RuleTree.Inner(condition).Select(inner => new ConditionTrace(inner, compiler))];
    }

    /// <summary>Every stretch in which the condition stayed what it was.</summary>
    public IReadOnlyList<(Stretch Stretch, Truth Truth)> Over => _over;

    public override void Begin(long at, ReadOnlySpan<Truth> values)
    {
        (_from, _now) = (at, _probe.Read(values));
        foreach (var condition in _conditions)
            condition.Begin(at, values);
    }

    public override void Step(long at, ReadOnlySpan<Truth> values)
    {
        foreach (var condition in _conditions)
            condition.Step(at, values);
        if (_probe.Read(values) is var truth && truth != _now)
            (_, _now) = (Take(at), truth);
    }

    public override bool Reads(int track) => _probe.Reads(track);

    public override Finding Conclude(long end)
    {
        foreach (var condition in _conditions)
            condition.Conclude(end);
        Take(end);
        return default;
    }

    public ExplainedCondition Explain(Func<Stretch, Interval> place, Func<string, Stretch, (decimal Least, decimal Most)?> values)
    {
        ImmutableArray<ExplainedStretch> over = [.. _over.Take(Most).Select(part => new ExplainedStretch(
            part.Truth switch { Truth.True => Outcome.Yes, Truth.False => Outcome.No, _ => Outcome.Unknown },
            place(part.Stretch),
            Sampled(_condition) is { } signal ? values(signal, part.Stretch) : null))];
        return new(RuleText.Of(_condition), over, _over.Count - over.Length, [.. _conditions.Select(condition => condition.Explain(place, values))]);
    }

    private static string? Sampled(Condition condition) => condition switch
    {
        Above of => of.Signal,
        Below of => of.Signal,
        InWindow of => of.Signal,
        Bounded of => of.Signal,
        Residual of => of.Signal,
        Frozen of => of.Signal,
        ArcIs => SignalNames.Current,
        OnLoadLine => SignalNames.Voltage,
        _ => null,
    };

    private bool Take(long to)
    {
        if (to > _from)
            _over.Add((new(_from, to), _now));
        _from = to;
        return true;
    }
}
