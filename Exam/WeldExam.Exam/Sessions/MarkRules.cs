using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Sessions;

/// <summary>Whether a mark or an override makes sense under the paper.</summary>
internal static class MarkRules
{
    public static Refusal? Refuse(ExamSession session, Marked marked)
    {
        var item = ItemOf(session, marked.Item);
        var deduction = item?.Deductions.FirstOrDefault(deduction => deduction.Id == marked.Deduction);
        if (item is null || (marked.Deduction is not null && deduction is null))
            return NotInPaper(marked.Deduction ?? marked.Item);
        if (marked.Deduction is null && marked.Kind is MarkKind.Deduct && item.Deductions.Length > 1)
            return NotInPaper($"{marked.Item} has several deductions: name one");
        return marked.Times < 0 || (deduction is not null && marked.Times > deduction.MaxTimes) ? NotInPaper($"{marked.Times} times") : null;
    }

    public static Refusal? Refuse(ExamSession session, Overridden overridden)
    {
        if (ItemOf(session, overridden.Item)?.Deductions.FirstOrDefault(d => d.Id == overridden.Deduction) is not { } deduction)
            return NotInPaper(overridden.Deduction);
        if (overridden.Times < 0 || overridden.Times > deduction.MaxTimes)
            return NotInPaper($"{overridden.Times} times");
        return overridden.By == overridden.SecondBy ? SessionRules.Because(RefusalReason.SamePersonTwice) : null;
    }

    private static Item? ItemOf(ExamSession session, string id) => session.Task?.Items.FirstOrDefault(item => item.Id == id);

    private static Refusal NotInPaper(string detail) => SessionRules.Because(RefusalReason.NotInPaper, detail);
}
