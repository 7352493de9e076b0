namespace WeldExam.Simulators.Examiners;

/// <summary>One mark: an item met, or not met with a deduction; the paper says what that costs.</summary>
/// <param name="When">Time or event.</param>
/// <param name="Item">Item of the paper.</param>
/// <param name="Deduction">Which deduction of the item; null when the item is met.</param>
public sealed record ExaminerStep(ExaminerMoment When, string Item, string? Deduction);
