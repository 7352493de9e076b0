using System.Collections.Immutable;

namespace WeldExam.Exam.Rules;

/// <summary>Whether a demand is met.</summary>
public enum Outcome
{
    /// <summary>The evidence does not tell. Never a deduction.</summary>
    Unknown = 0,
    Yes = 1,
    No = 2,
}

/// <summary>A stretch of the journal's axis, microseconds, half open.</summary>
internal readonly record struct Stretch(long From, long To) : IComparable<Stretch>
{
    public int CompareTo(Stretch other) => (From, To).CompareTo((other.From, other.To));
}

/// <summary>What a monitor found, with the stretches it rests on.</summary>
/// <param name="Outcome">Whether the demand is met.</param>
/// <param name="Evidence">At most <see cref="Most"/> stretches, in the order of time.</param>
/// <param name="Excess">For a count over its limit: by how many at least; otherwise 0.</param>
internal readonly record struct Finding(Outcome Outcome, ImmutableArray<Stretch> Evidence, int Excess = 0)
{
    public const int Most = 32;
}

/// <summary>The first stretches of something, bounded.</summary>
internal sealed class Stretches
{
    private readonly List<Stretch> _list = [];

    public void Add(long from, long to)
    {
        if (_list.Count > 0 && _list[^1].To == from)
            _list[^1] = new(_list[^1].From, to);
        else if (_list.Count < Finding.Most)
            _list.Add(new(from, to));
    }

    public ImmutableArray<Stretch> ToImmutable() => [.. _list];
}
