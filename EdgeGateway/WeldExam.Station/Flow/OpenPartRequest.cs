using System.Collections.Immutable;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Station.Flow;

/// <summary>What it takes to open a part.</summary>
/// <param name="Command">Idempotency: the same id again names the part it opened.</param>
/// <param name="Identity">The verdict on who is at the station.</param>
/// <param name="Task">K11 … K42.</param>
/// <param name="Paper">Which paper; null for the one the roster names.</param>
/// <param name="Staff">Who judges.</param>
/// <param name="TaskCard">What was issued, for a welding task.</param>
/// <param name="Ticked">Conditions of the reset list that the examiner has seen to hold.</param>
/// <param name="TickedBy">Who ticked them.</param>
/// <param name="Replaces">The part this one repeats.</param>
public sealed record OpenPartRequest(
    CommandId Command,
    Guid Identity,
    string Task,
    Hash256? Paper,
    ImmutableArray<Assignee> Staff,
    TaskCard? TaskCard,
    ImmutableArray<string> Ticked,
    string TickedBy,
    JournalId? Replaces)
{
    /// <summary>The station draws as many examiners as the paper demands; then <see cref="Staff"/> names none itself.</summary>
    public bool DrawStaff { get; init; }

    /// <summary>And a chief examiner beside them.</summary>
    public bool DrawChief { get; init; }
}
