using WeldExam.Exam.Time;

namespace WeldExam.Drivers.IdCards;

/// <summary>No identity from this attempt, and why. <see cref="Detail"/> is for a technician and never personal: the layout's flag, the name
/// of a field, the reader's status.</summary>
public sealed record CardRefused : CardOutcome
{
    public CardRefused(MonotonicTick at, CardRefusal reason, string detail = "")
        : base(at)
    {
        Reason = reason;
        Detail = detail;
    }

    public CardRefusal Reason { get; }

    public string Detail { get; }
}
