namespace WeldExam.Exam.Journal;

/// <summary>Whether the result can count. The numbers are part of the journal format.</summary>
public enum ExamMode
{
    Practice = 0,
    Exam = 1,
}
