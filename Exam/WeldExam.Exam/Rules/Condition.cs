using System.Collections.Immutable;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Rules;

/// <summary>Something that is true, false or unknown at each moment. The hierarchy is closed; docs/PAPERS.md states each meaning.</summary>
public abstract record Condition
{
    private protected Condition()
    {
    }
}

/// <summary>A switched input is in that state.</summary>
public sealed record SwitchIs(string Signal, SwitchState State) : Condition;

/// <summary>A sampled value lies surely above the limit (unit of the signal); within the meter's uncertainty it is unknown.</summary>
public sealed record Above(string Signal, decimal Limit) : Condition;

/// <summary>A sampled value lies surely below the limit (unit of the signal); within the meter's uncertainty it is unknown.</summary>
public sealed record Below(string Signal, decimal Limit) : Condition;

/// <summary>A sampled value is not surely outside the window: limits are widened by the meter's uncertainty, doubt goes to the candidate.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Min">Lower limit; null takes the task card's.</param>
/// <param name="Max">Upper limit; null takes the task card's.</param>
public sealed record InWindow(string Signal, decimal? Min, decimal? Max) : Condition;

/// <summary>A sampled value is not surely under the one limit nor surely over the other, of which at least one is stated.</summary>
public sealed record Bounded(string Signal, decimal? Min, decimal? Max) : Condition;

/// <summary>A value surely above the limit that stayed behind when something was switched off: only a channel that the station itself
/// powers can tell.</summary>
public sealed record Residual(string Signal, decimal Limit) : Condition;

/// <summary>The meter has repeated exactly one value for that long.</summary>
public sealed record Frozen(string Signal, TimeSpan For) : Condition;

/// <summary>Current and voltage are not surely off the load line of the paper's arcs.</summary>
public sealed record OnLoadLine : Condition;

/// <summary>The arc is in one of these states.</summary>
public sealed record ArcIs(ArcStates States) : Condition;

public sealed record AllOf(ImmutableArray<Condition> Conditions) : Condition;

public sealed record AnyOf(ImmutableArray<Condition> Conditions) : Condition;

public sealed record NotThat(Condition Condition) : Condition;

/// <summary>What current and voltage say of the arc.</summary>
[Flags]
public enum ArcStates
{
    None = 0,

    /// <summary>No current, no voltage.</summary>
    Off = 1,

    /// <summary>Voltage without current.</summary>
    Energised = 2,

    /// <summary>A sustained arc.</summary>
    Arc = 4,

    /// <summary>Contact current without a sustained arc.</summary>
    Short = 8,

    /// <summary>A short held so long that the electrode sticks.</summary>
    Stuck = 16,
}
