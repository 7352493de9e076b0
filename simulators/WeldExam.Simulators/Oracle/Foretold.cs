using System.Collections.Immutable;

namespace WeldExam.Simulators.Oracle;

/// <summary>What must come of one deduction.</summary>
/// <param name="Id">As on the paper.</param>
/// <param name="Least">How many times it applies at least.</param>
/// <param name="Most">… and at most; the same unless it is too close to call.</param>
/// <param name="IsTooClose">"Unknown" is a right answer too.</param>
public sealed record Foretold(string Id, int Least, int Most, bool IsTooClose)
{
    internal static Foretold Of(string id, Fact applies) => new(id, applies.IsSo ? 1 : 0, applies.IsSo ? 1 : 0, applies.IsTooClose);

    /// <summary>Whether a machine's finding is right; null is "unknown".</summary>
    public bool Fits(int? times) => times is { } said ? said >= Least && said <= Most : IsTooClose;

    public override string ToString() => $"{Id} ×{(Least == Most ? $"{Least}" : $"{Least}…{Most}")}{(IsTooClose ? " (too close)" : "")}";
}

/// <summary>All automatic and proposed deductions of K21, in the paper's order.</summary>
public sealed record K21Forecast(ImmutableArray<Foretold> Deductions)
{
    public Foretold this[string id] => Deductions.First(foretold => foretold.Id == id);

    public ImmutableArray<Foretold> TooClose => [.. Deductions.Where(foretold => foretold.IsTooClose || foretold.Least != foretold.Most)];

    /// <summary>Points out of 100 if <paramref name="times"/> is how often each applies: an item loses no more than it has.</summary>
    public static int PointsLeft(Func<string, int> times) =>
        100 - K21Table.Items.Sum(item => Math.Min(item.Points, item.Deductions.Sum(d => d.Each * Math.Min(d.MostTimes, times(d.Id)))));
}

/// <summary>The part of K21's point table that is judged by the machine, copied from the paper's text.</summary>
internal static class K21Table
{
    public static readonly ImmutableArray<Item> Items =
    [
        new(4, [new("K21.1.b", 2)]),
        new(3, [new("K21.7.a", 3)]),
        new(3, [new("K21.8.a", 3)]),
        new(3, [new("K21.9.a", 3)]),
        new(4, [new("K21.10.a", 4)]),
        new(5, [new("K21.11.a", 5)]),
        new(8, [new("K21.13.a", 8), new("K21.13.b", 3)]),
        new(25, [new("K21.14.a", 10), new("K21.14.b", 8), new("K21.14.c", 2, 3), new("K21.14.d", 2, 3), new("K21.14.v", 0)]),
        new(4, [new("K21.15.a", 4)]),
        new(3, [new("K21.16.a", 3)]),
        new(3, [new("K21.17.a", 3)]),
        new(3, [new("K21.18.a", 3), new("K21.18.b", 3)]),
        new(5, [new("K21.19.a", 5)]),
        new(1, [new("K21.23.a", 1)]),
        new(1, [new("K21.24.a", 1)]),
    ];

    public sealed record Item(int Points, ImmutableArray<Line> Deductions);

    public sealed record Line(string Id, int Each, int MostTimes = 1);
}
