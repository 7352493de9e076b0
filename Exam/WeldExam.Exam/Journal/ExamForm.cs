namespace WeldExam.Exam.Journal;

/// <summary>With what a part is held. The numbers are part of the journal format.</summary>
public enum ExamForm
{
    /// <summary>实物电子化: real objects, measured and recorded.</summary>
    Instrumented = 0,

    /// <summary>实物: real objects, judged by people alone.</summary>
    Real = 1,

    /// <summary>模拟: a simulator instead of the object.</summary>
    Simulated = 2,
}
