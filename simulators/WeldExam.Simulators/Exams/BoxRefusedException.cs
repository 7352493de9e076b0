namespace WeldExam.Simulators.Exams;

/// <summary>A gateway said no where a simulated exam had to go on.</summary>
public sealed class BoxRefusedException(string path, string answer) : Exception($"{path}: {answer}")
{
    /// <summary>What the gateway said, JSON where it said something.</summary>
    public string Answer { get; } = answer;
}
