using System.Collections.Immutable;

namespace WeldExam.Station.Acquisition;

/// <summary>What a station's wiring makes impossible, as its file states it.</summary>
/// <param name="Within">A switched signal → the one behind which it lies: it cannot be on while that is off.</param>
public sealed record WiringRules(ImmutableSortedDictionary<string, string> Within)
{
    public static readonly WiringRules None = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>More changes of one input than this within <see cref="ChatterSpan"/> are no hand's.</summary>
    public int MostChanges { get; init; } = 12;

    public TimeSpan ChatterSpan { get; init; } = TimeSpan.FromSeconds(3);
}
