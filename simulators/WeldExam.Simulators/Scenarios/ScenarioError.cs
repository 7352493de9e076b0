namespace WeldExam.Simulators.Scenarios;

/// <summary>What is wrong in a scenario and where; line and column count from 1.</summary>
public sealed record ScenarioError(string File, int Line, int Column, string Message)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
