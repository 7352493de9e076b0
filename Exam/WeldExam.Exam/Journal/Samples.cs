using System.Collections.Immutable;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Journal;

/// <summary>Samples of one device in columns that share the middle of each transaction as their time.</summary>
/// <param name="At">When each row was measured; strictly rising.</param>
/// <param name="Columns">One per channel, each as long as <paramref name="At"/>, channels rising.</param>
public sealed record Samples(ImmutableArray<MonotonicTick> At, ImmutableArray<SampleColumn> Columns) : Entry;

/// <summary>The values of one channel, in units of its resolution; where the quality is not good the value is 0 and means nothing.</summary>
public readonly record struct SampleColumn(int Channel, ImmutableArray<long> Values, ImmutableArray<Quality> Quality)
{
    /// <summary>Rows of which the device is known to have given the value before: it had not renewed it since the row before, or could not have.
    /// A good value still, but no second witness. Empty where none is known; a row that is not marked may be a repeat all the same.</summary>
    public ImmutableArray<bool> Repeats { get; init; } = [];
}
