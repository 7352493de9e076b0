using System.Collections.Immutable;

namespace WeldExam.Simulators.Scripts;

/// <summary>One held weld.</summary>
/// <param name="Length">From the strike's end to the last break, gaps included.</param>
/// <param name="Amperes">Set on the machine at the start; null leaves what is set.</param>
/// <param name="Drift">Amperes that the set value wanders over the whole length, evenly, in steps of half a second.</param>
public sealed record Weld(TimeSpan Length, double? Amperes = null, double Drift = 0)
{
    /// <summary>The arc is lost after some time and struck again.</summary>
    public ImmutableArray<Gap> Gaps { get; init; } = [];

    /// <summary>Times at a wrong current.</summary>
    public ImmutableArray<Spell> Spells { get; init; } = [];

    public bool Equals(Weld? other) => other is not null && (Length, Amperes, Drift) == (other.Length, other.Amperes, other.Drift)
        && Gaps.SequenceEqual(other.Gaps) && Spells.SequenceEqual(other.Spells);

    public override int GetHashCode() => HashCode.Combine(Length, Amperes, Drift, Gaps.Length, Spells.Length);

    /// <summary>An interruption.</summary>
    /// <param name="After">From the weld's start.</param>
    /// <param name="Length">Until the electrode touches again.</param>
    public readonly record struct Gap(TimeSpan After, TimeSpan Length);

    /// <summary>A spell at another current.</summary>
    /// <param name="After">From the weld's start.</param>
    /// <param name="Length">How long.</param>
    /// <param name="Amperes">What is set meanwhile.</param>
    public readonly record struct Spell(TimeSpan After, TimeSpan Length, double Amperes);

    /// <summary>The single acts it is made of, timed from the touch.</summary>
    internal IEnumerable<TimedAct> Acts(TimeSpan contact, double amperesBefore)
    {
        var amperes = Amperes ?? amperesBefore;
        if (Amperes is not null)
            yield return new TimedAct(TimeSpan.Zero, new Act.SetCurrent(amperes));
        yield return new TimedAct(TimeSpan.Zero, new Act.Strike());
        foreach (var gap in Gaps)
        {
            yield return new TimedAct(contact + gap.After, new Act.BreakArc());
            yield return new TimedAct(contact + gap.After + gap.Length, new Act.Strike());
        }

        foreach (var (at, value) in Settings(amperes))
            yield return new TimedAct(contact + at, new Act.SetCurrent(value));
        yield return new TimedAct(contact + Length, new Act.BreakArc());
    }

    private IEnumerable<(TimeSpan At, double Amperes)> Settings(double amperes)
    {
        var half = TimeSpan.FromMilliseconds(500);
        var times = Spells.SelectMany(s => new[] { s.After, s.After + s.Length });
        if (Drift != 0)
            times = times.Concat(Enumerable.Range(1, (int)(Length / half)).Select(i => i * half));
        foreach (var at in times.Where(t => t < Length).Distinct().Order())
        {
            var spell = Spells.FirstOrDefault(s => s.After <= at && at < s.After + s.Length);
            yield return (at, spell.Length > TimeSpan.Zero ? spell.Amperes : amperes + (Drift * (at / Length)));
        }
    }
}
