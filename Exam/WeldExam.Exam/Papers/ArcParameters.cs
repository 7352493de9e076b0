namespace WeldExam.Exam.Papers;

/// <summary>How current and voltage tell the state of an arc, per welding process. Nothing here is a constant of the program.</summary>
/// <param name="Process">ISO 4063 number.</param>
/// <param name="OffBelow">Under this current (A) nothing burns.</param>
/// <param name="IdleVoltage">From this voltage (V) on the circuit is energised.</param>
/// <param name="ArcAbove">Over this current (A) an arc may burn.</param>
/// <param name="ArcVoltageMin">Over this voltage (V) it is an arc, under it a short circuit.</param>
/// <param name="ArcVoltageMax">Under this voltage (V) it is an arc.</param>
/// <param name="ArcHold">An arc counts from this long on.</param>
/// <param name="EndHold">No current for this long ends an arc.</param>
/// <param name="ShortAbove">Over this current (A) with too little voltage it is a short circuit.</param>
/// <param name="StuckHold">A short held this long is a stuck electrode.</param>
/// <param name="RunGap">A gap shorter than this belongs to the same run.</param>
/// <param name="ElectrodeChangeGap">A gap this long between two arcs is taken for a change of the electrode; null where none is changed.</param>
/// <param name="Efficiency">Thermal efficiency k of the process (EN 1011-1); null where no rule asks for the heat input.</param>
/// <param name="LoadLine">Where a working pair of meters must lie; null where no rule asks.</param>
public sealed record ArcParameters(
    int Process,
    decimal OffBelow,
    decimal IdleVoltage,
    decimal ArcAbove,
    decimal ArcVoltageMin,
    decimal ArcVoltageMax,
    TimeSpan ArcHold,
    TimeSpan EndHold,
    decimal ShortAbove,
    TimeSpan StuckHold,
    TimeSpan RunGap,
    TimeSpan? ElectrodeChangeGap = null,
    decimal? Efficiency = null,
    LoadLine? LoadLine = null);

/// <summary>Arc voltage over arc current: U = <paramref name="Volts"/> + <paramref name="VoltsPerAmpere"/> · I, give or take <paramref name="Tolerance"/> volts.</summary>
public sealed record LoadLine(decimal Volts, decimal VoltsPerAmpere, decimal Tolerance);
