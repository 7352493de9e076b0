using System.Collections.Immutable;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Rules;

/// <summary>Whether a demand is met, and the seconds of the journal on which that rests.</summary>
/// <param name="Outcome">No means that the deduction applies; unknown is never a deduction.</param>
/// <param name="Cause">Why it is unknown.</param>
/// <param name="Excess">For a count over its limit: by how many; otherwise 0.</param>
/// <param name="Evidence">At most 32 intervals in the order of time.</param>
public sealed record Verdict(Outcome Outcome, UnknownCause Cause, int Excess, ImmutableArray<Interval> Evidence);

/// <summary>Why a demand cannot be judged by the machine.</summary>
public enum UnknownCause
{
    /// <summary>It can.</summary>
    None = 0,

    /// <summary>The evidence has holes or is not fine enough there.</summary>
    NotSeen = 1,

    /// <summary>The station has no such signal, or not in the declared unit.</summary>
    NoSignal = 2,

    /// <summary>A meter's calibration was overdue.</summary>
    CalibrationOverdue = 3,

    /// <summary>Evidence reached the journal too late to be placed.</summary>
    TooLate = 4,

    /// <summary>The evidence contradicts itself.</summary>
    Conflict = 5,

    /// <summary>No clock told the day, so that nobody can say whether a meter's calibration was due.</summary>
    ClockUnknown = 6,

    /// <summary>What is left after switching off is asked of a channel that is switched off with it.</summary>
    SwitchedOffWithIt = 7,
}

/// <summary>A stretch of time in a journal.</summary>
/// <param name="Start">Since the examined time began.</param>
/// <param name="End">Since the examined time began.</param>
/// <param name="Boot">Which boot of this journal, from 0, both ticks belong to (the start's).</param>
/// <param name="StartTick">The box's monotonic clock.</param>
/// <param name="EndTick">The same clock; over a reboot carried on.</param>
public readonly record struct Interval(TimeSpan Start, TimeSpan End, int Boot, MonotonicTick StartTick, MonotonicTick EndTick);
