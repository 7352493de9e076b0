namespace WeldExam.Exam.Time;

/// <summary>Names one boot of a box. Ticks of different boots cannot be compared.</summary>
public readonly record struct BootId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}
