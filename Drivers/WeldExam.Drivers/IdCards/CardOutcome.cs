using WeldExam.Exam.Time;

namespace WeldExam.Drivers.IdCards;

/// <summary>What came of an attempt to read a card: <see cref="CardRead"/> or <see cref="CardRefused"/>.</summary>
public abstract record CardOutcome
{
    private protected CardOutcome(MonotonicTick at) => At = at;

    /// <summary>When the attempt ended.</summary>
    public MonotonicTick At { get; }
}
