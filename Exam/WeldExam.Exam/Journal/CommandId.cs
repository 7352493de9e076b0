namespace WeldExam.Exam.Journal;

/// <summary>Names one human act. The same id sent again is the same act, answered again and recorded once.</summary>
public readonly record struct CommandId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}
