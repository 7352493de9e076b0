using WeldExam.Exam.Time;

namespace WeldExam.Exam.Journal;

/// <summary>An examiner's mark on one item. Later marks of the same examiner on the same item and deduction replace earlier ones; all stay on record.</summary>
/// <param name="Command">Idempotency.</param>
/// <param name="By">The examiner's staff number.</param>
/// <param name="Item">The item's id in the paper.</param>
/// <param name="Deduction">The deduction's id; null for the whole item.</param>
/// <param name="Kind">What the examiner says.</param>
/// <param name="Times">How many times a repeated deduction applies; 1 otherwise, 0 when met.</param>
/// <param name="About">An earlier moment on the curve that the mark is about; null for now.</param>
/// <param name="Remark">Free text. No personal data.</param>
public sealed record Marked(
    CommandId Command,
    string By,
    string Item,
    string? Deduction,
    MarkKind Kind,
    int Times,
    MonotonicTick? About,
    string Remark) : Entry;

/// <summary>The numbers are part of the journal format.</summary>
public enum MarkKind
{
    /// <summary>符合: nothing is deducted.</summary>
    Met = 0,

    /// <summary>扣分: the deduction applies.</summary>
    Deduct = 1,

    /// <summary>The machine's proposal stands.</summary>
    Confirm = 2,

    /// <summary>The machine's proposal is rejected; the remark says why.</summary>
    Reject = 3,

    /// <summary>Takes the examiner's own mark back.</summary>
    Withdraw = 4,
}
