namespace WeldExam.Exam.Journal;

/// <summary>Names one journal: a part, a station's day, a sitting, an addendum.</summary>
public readonly record struct JournalId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}
