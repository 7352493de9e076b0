namespace WeldExam.Simulators.Examiners;

/// <summary>What became of one mark: HTTP status, or null when no answer came; and what was said.</summary>
public sealed record ExaminerOutcome(ExaminerApi.Mark Mark, int? Status, string Said)
{
    public bool IsTaken => Status is >= 200 and < 300;
}
