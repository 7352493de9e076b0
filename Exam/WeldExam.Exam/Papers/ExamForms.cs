using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Papers;

/// <summary>The forms of an exam as papers and configurations spell them.</summary>
public static class ExamForms
{
    private static readonly (string Name, ExamForm Value)[] All =
        [("instrumented", ExamForm.Instrumented), ("real", ExamForm.Real), ("simulated", ExamForm.Simulated)];

    internal static ReadOnlySpan<(string Name, ExamForm Value)> Words => All;

    public static string Word(ExamForm form) => Array.Find(All, word => word.Value == form).Name;
}
