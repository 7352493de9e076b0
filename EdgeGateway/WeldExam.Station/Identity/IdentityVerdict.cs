using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Identity;

/// <summary>Who stands at the station, as the readers and the roster say. Serves once, and not for long.</summary>
/// <param name="Id">Names this check.</param>
/// <param name="At">When it was made.</param>
/// <param name="Candidate">Who it is; null when refused.</param>
/// <param name="Check">The entry that goes into the part's journal.</param>
public sealed record IdentityVerdict(Guid Id, MonotonicTick At, RosterCandidate? Candidate, IdentityChecked Check)
{
    public bool IsAccepted => Check.IsAccepted && Candidate is not null;

    /// <summary>Why it was refused.</summary>
    public ImmutableArray<FactorResult> Failures => [.. Check.Factors.Where(factor => !factor.Passed)];
}
