using System.Collections.Immutable;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Welders;

/// <summary>How one candidate performs K21 (manual metal arc); the defaults are a faultless one of about 45 s.</summary>
public sealed record WelderSkill
{
    public ImmutableArray<StationSwitch> Opening { get; init; } = [StationSwitch.Main, StationSwitch.Rcd, StationSwitch.Machine];

    public Ventilation Ventilation { get; init; } = Ventilation.BeforeFirstArc;

    /// <summary>Zero leaves the trial weld out.</summary>
    public TimeSpan TrialWeld { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From the trial weld's last arc until something else is done.</summary>
    public TimeSpan PauseAfterTrial { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>From the first to the last arc of the weld proper.</summary>
    public TimeSpan Weld { get; init; } = TimeSpan.FromSeconds(22);

    /// <summary>Amperes set for trial and weld.</summary>
    public double SetCurrent { get; init; } = 115;

    /// <summary>Part of the weld's time, 0–0.6, spent at <see cref="WrongCurrent"/>, in spells of up to 3 s.</summary>
    public double FractionOutOfWindow { get; init; }

    /// <summary>Amperes during those spells.</summary>
    public double WrongCurrent { get; init; } = 160;

    /// <summary>Before the weld.</summary>
    public int StuckElectrodes { get; init; }

    public TimeSpan StuckFor { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>Strikes that give no arc, before the trial weld.</summary>
    public int FailedStarts { get; init; }

    /// <summary>Arc losses during the weld.</summary>
    public int Interruptions { get; init; }

    public TimeSpan Interruption { get; init; } = TimeSpan.FromSeconds(2.5);

    public ImmutableArray<StationSwitch> Closing { get; init; } = [StationSwitch.Machine, StationSwitch.Rcd, StationSwitch.Main];

    /// <summary>The main switch is forgotten, wherever it stands in <see cref="Closing"/>.</summary>
    public bool MainLeftOn { get; init; }

    /// <summary>The clamp never leaves its rest: there is no arc, unless the bench returns the current (<see cref="StationSettings.StrayReturn"/>).</summary>
    public bool ClampForgotten { get; init; }

    /// <summary>How long the emergency stop is pressed in mid-weld; zero is not at all.</summary>
    public TimeSpan StopPressed { get; init; }

    public Returned Clamp { get; init; }

    public Returned Holder { get; init; }

    /// <summary>Between two acts; each is drawn within a third of it.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1.2);

    public bool Equals(WelderSkill? other)
        => other is not null && Opening.SequenceEqual(other.Opening) && Closing.SequenceEqual(other.Closing)
            && (Ventilation, TrialWeld, Weld, SetCurrent, FractionOutOfWindow, WrongCurrent) == (other.Ventilation, other.TrialWeld, other.Weld, other.SetCurrent, other.FractionOutOfWindow, other.WrongCurrent)
            && (StuckElectrodes, StuckFor, FailedStarts, Interruptions, Interruption) == (other.StuckElectrodes, other.StuckFor, other.FailedStarts, other.Interruptions, other.Interruption)
            && (MainLeftOn, Clamp, Holder, Pause) == (other.MainLeftOn, other.Clamp, other.Holder, other.Pause)
            && (PauseAfterTrial, ClampForgotten, StopPressed) == (other.PauseAfterTrial, other.ClampForgotten, other.StopPressed);

    public override int GetHashCode() => HashCode.Combine(Ventilation, TrialWeld, Weld, SetCurrent, StuckElectrodes, Interruptions, Clamp, Holder);
}
