namespace WeldExam.Simulators.Scripts;

/// <summary>What is wrong in a text, and at which character (0 is the first).</summary>
public readonly record struct WordError(int Offset, string Message);
