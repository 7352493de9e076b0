using System.Collections.Immutable;
using WeldExam.Exam.Signals;

namespace WeldExam.Station.Acquisition;

/// <summary>What a station's wiring makes impossible, as its file states it.</summary>
/// <param name="Within">A switched signal → the one behind which it lies: it cannot be on while that is off.</param>
public sealed record WiringRules(ImmutableSortedDictionary<string, string> Within)
{
    public static readonly WiringRules None = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>What can be measured only while a switch stands in one way.</summary>
    public ImmutableArray<OnlyWhile> Only { get; init; } = [];

    /// <summary>Switched signals that must have been seen on and off since the program started before a welding part opens: the switch cycle of the
    /// morning, which finds contacts that are stuck.</summary>
    public ImmutableArray<string> Cycle { get; init; } = [];

    /// <summary>More changes of one input than this within <see cref="ChatterSpan"/> are no hand's.</summary>
    public int MostChanges { get; init; } = 12;

    public TimeSpan ChatterSpan { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The same rules by the names that a part at one rig uses.</summary>
    public WiringRules At(Rig rig)
    {
        var here = rig.Signals.ToDictionary(pair => pair.Value, pair => pair.Key);
        return this with
        {
            Within = Within.ToImmutableSortedDictionary(pair => Of(pair.Key), pair => Of(pair.Value), StringComparer.Ordinal),
            Only = [.. Only.Select(only => only with { Signal = Of(only.Signal), Switch = Of(only.Switch) })],
            Cycle = [.. Cycle.Select(Of)],
        };

        string Of(string signal) => here.GetValueOrDefault(signal, signal);
    }
}

/// <summary>A measured signal that is above a value only while a switch stands in one way: no current behind an open contactor, none with the
/// holder at rest.</summary>
/// <param name="Signal">The measured signal.</param>
/// <param name="Above">In its unit.</param>
/// <param name="Switch">The switched signal.</param>
/// <param name="State">How it must stand.</param>
public sealed record OnlyWhile(string Signal, decimal Above, string Switch, SwitchState State)
{
    public override string ToString() => FormattableString.Invariant($"{Signal} above {Above} while {(State == SwitchState.Off ? "not " : "")}{Switch}");

    /// <summary>Whether a stored value is above, whatever the meter's uncertainty.</summary>
    internal bool IsSurelyAbove(Channel channel, long value) =>
        Math.Abs(channel.InUnits(value)) - channel.InUnits(channel.Uncertainty.Around(value)) > Above;
}
