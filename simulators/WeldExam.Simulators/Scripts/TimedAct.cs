namespace WeldExam.Simulators.Scripts;

/// <summary>An act and its time from the performance's start.</summary>
public sealed record TimedAct(TimeSpan At, Act Do);
