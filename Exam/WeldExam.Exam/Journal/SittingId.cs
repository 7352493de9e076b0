namespace WeldExam.Exam.Journal;

/// <summary>Names one candidate's attempt; its parts may lie on several boxes.</summary>
public readonly record struct SittingId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}
