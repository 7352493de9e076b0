namespace WeldExam.Exam.Journal;

/// <summary>An automatic outcome set aside by two people with a reason; both values stay on record.</summary>
/// <param name="Command">Idempotency.</param>
/// <param name="By">Who overrides.</param>
/// <param name="SecondBy">Who signs as second; never the same person.</param>
/// <param name="Item">The item's id in the paper.</param>
/// <param name="Deduction">The deduction's id.</param>
/// <param name="Times">How many times the deduction applies from now on; 0 for not at all.</param>
/// <param name="Reason">Why. No personal data.</param>
public sealed record Overridden(
    CommandId Command,
    string By,
    string SecondBy,
    string Item,
    string Deduction,
    int Times,
    string Reason) : Entry;
