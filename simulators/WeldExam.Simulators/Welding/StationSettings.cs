namespace WeldExam.Simulators.Welding;

/// <summary>Physics of one manual-metal-arc booth; defaults are a 3.2 mm rutile electrode, from makers' sheets (100–130 A).</summary>
public sealed record StationSettings
{
    /// <summary>Volts at the terminals when nothing flows, 50–100.</summary>
    public double OpenCircuitVoltage { get; init; } = 68;

    /// <summary>Idle volts of a no-load voltage reducer (GB 10235-2012), in place of the open-circuit voltage; null without one.</summary>
    public double? ReducedVoltage { get; init; }

    /// <summary>Amperes set on the machine at the start.</summary>
    public double SetCurrent { get; init; } = 115;

    /// <summary>U = offset + slope · I, in volts and volts per ampere (20 and 0.04 for MMA).</summary>
    public double LoadLineOffset { get; init; } = 20;

    public double LoadLineSlope { get; init; } = 0.04;

    /// <summary>Amperes that 95 % of the arc's swing stays within.</summary>
    public double CurrentNoise { get; init; } = 5;

    /// <summary>Volts, likewise; from the arc's length, not the current.</summary>
    public double VoltageNoise { get; init; } = 1;

    /// <summary>How long the electrode touches at a strike.</summary>
    public TimeSpan StrikeContact { get; init; } = TimeSpan.FromMilliseconds(80);

    /// <summary>Time constant of the voltage that remains after switching off.</summary>
    public TimeSpan ResidualDecay { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>The bench is joined to the machine's return: an arc burns although the clamp hangs at its rest.</summary>
    public bool StrayReturn { get; init; }

    /// <summary>False: the emergency stop's contact is read, but somebody has bridged its way to the machine.</summary>
    public bool StopCutsPower { get; init; } = true;

    /// <summary>Coil of <c>dio-8</c> that must be on for the machine to get power; null when no contactor is wired.</summary>
    public int? ContactorCoil { get; init; }
}
