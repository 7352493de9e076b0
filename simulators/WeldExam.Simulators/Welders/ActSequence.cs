using System.Collections.Immutable;
using WeldExam.Simulators.Scripts;

namespace WeldExam.Simulators.Welders;

/// <summary>Acts one after the other, each after a pause that varies by a third.</summary>
internal sealed class ActSequence(TimeSpan pause, Random random)
{
    private readonly ImmutableArray<TimedAct>.Builder _acts = ImmutableArray.CreateBuilder<TimedAct>();
    private TimeSpan _at;
    private TimeSpan _begun;
    private TimeSpan? _rest;

    public ActSequence Add(Act act, TimeSpan lasting = default)
    {
        var drawn = pause * (2 + (2 * random.NextDouble())) / 3;
        (_at, _rest) = (_at + (_rest ?? drawn), null);
        _at = TimeSpan.FromMilliseconds(Math.Round(_at / Timeline.Step) * Timeline.Step.TotalMilliseconds);
        _acts.Add(new TimedAct(_at, act));
        _begun = _at;
        _at += lasting;
        return this;
    }

    /// <summary>The next act comes exactly this much later.</summary>
    public void Rest(TimeSpan rest) => _rest = rest;

    /// <summary>Something that happens while the latest act lasts.</summary>
    public void Meanwhile(TimeSpan after, Act act) => _acts.Add(new TimedAct(_begun + after, act));

    public Performance ToPerformance(string name) => new(name, _acts.ToImmutable());
}
