using System.Collections.Immutable;
using WeldExam.Simulators.Scripts;

namespace WeldExam.Simulators.Welders;

/// <summary>Acts one after the other, each after a pause that varies by a third.</summary>
internal sealed class ActSequence(TimeSpan pause, Random random)
{
    private readonly ImmutableArray<TimedAct>.Builder _acts = ImmutableArray.CreateBuilder<TimedAct>();
    private TimeSpan _at;

    public ActSequence Add(Act act, TimeSpan lasting = default)
    {
        _at += pause * (2 + (2 * random.NextDouble())) / 3;
        _at = TimeSpan.FromMilliseconds(Math.Round(_at / Timeline.Step) * Timeline.Step.TotalMilliseconds);
        _acts.Add(new TimedAct(_at, act));
        _at += lasting;
        return this;
    }

    public Performance ToPerformance(string name) => new(name, _acts.ToImmutable());
}
