namespace WeldExam.Exam.Papers;

/// <summary>How the marks of several examiners become one decision. A paper that says nothing of it lets one examiner speak for all, and every
/// difference needs an override.</summary>
/// <param name="Examiners">How many examiners must have marked a deduction, each alone, before their marks count.</param>
/// <param name="LimitPoints">A difference of at most so many points is settled for the candidate; a larger one is the chief examiner's.</param>
public sealed record Marking(int Examiners, decimal LimitPoints)
{
    internal static Marking Read(YamlFields fields) => new(fields.Whole("examiners"), fields.Number("limitPoints"));

    internal static void Check(Marking marking, Paper paper, YamlErrors errors)
    {
        if (marking.Examiners < 1 || marking.Examiners > paper.RequiredExaminers)
            errors.Add("marking.examiners", $"expected is 1 … {paper.RequiredExaminers}, the examiners that a part has (requiredExaminers)");
        if (marking.LimitPoints is < 0 or > 100)
            errors.Add("marking.limitPoints", "expected is 0 … 100");
    }
}
