namespace WeldExam.Simulators.Truth;

/// <summary>What really was at the terminals at one step: volts and amperes, before any meter.</summary>
public readonly record struct TruthSample(TimeSpan At, float Volts, float Amperes);
