namespace WeldExam.Exam.Journal;

/// <summary>The name of somebody who practises at a box that no roster has ever reached. It can be told from every roster's names, and no exam takes it.</summary>
public static class PracticePseudonym
{
    private const string Mark = "PRACTICE-";

    /// <summary>A name for one identity check. Nothing leads from it to a person.</summary>
    public static string Of(Guid check) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Mark}{check.ToString("N")[..8]}");

    public static bool Is(string candidate) => candidate.StartsWith(Mark, StringComparison.OrdinalIgnoreCase);
}
