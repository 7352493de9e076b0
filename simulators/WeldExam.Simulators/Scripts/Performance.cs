using System.Collections.Immutable;

namespace WeldExam.Simulators.Scripts;

/// <summary>Everything one candidate does at the station, in order of time.</summary>
public sealed record Performance(string Name, ImmutableArray<TimedAct> Acts)
{
    /// <summary>Until the last act has ended.</summary>
    public TimeSpan Length => Acts.Select(a => a.At + LengthOf(a.Do)).DefaultIfEmpty().Max();

    public bool Equals(Performance? other) => other is not null && Name == other.Name && Acts.SequenceEqual(other.Acts);

    public override int GetHashCode() => HashCode.Combine(Name, Acts.Length);

    private static TimeSpan LengthOf(Act act) => act switch
    {
        Act.WeldFor weld => weld.Weld.Length + TimeSpan.FromMilliseconds(100),
        Act.Stick stick => stick.Held,
        Act.RaiseFault { Lasting: { } lasting } => lasting,
        _ => TimeSpan.Zero,
    };
}
