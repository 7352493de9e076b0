using System.Collections.Immutable;
using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Journal;

/// <summary>The task of one subject was drawn for one sitting. Everything that the draw rests on is here: whoever has the paper draws it again
/// (<see cref="TaskDraw"/>). It stands in the station's journal, and in that of the part it led to.</summary>
/// <param name="Sitting">For whom.</param>
/// <param name="Candidate">The pseudonym.</param>
/// <param name="Subject">K1 … K4.</param>
/// <param name="Paper">SHA-256 of the paper.</param>
/// <param name="Method">By the system or by the candidate.</param>
/// <param name="Seed">Random, of this draw alone.</param>
/// <param name="Pool">The tasks that could be drawn.</param>
/// <param name="Lot">The lot that the candidate picked, from 1; null where the system drew.</param>
/// <param name="Task">What was drawn.</param>
/// <param name="Scene">The scene that was drawn with it; null for a task without scenes.</param>
/// <param name="By">The staff number of whoever asked for the draw.</param>
public sealed record TaskDrawn(
    SittingId Sitting,
    string Candidate,
    string Subject,
    Hash256 Paper,
    DrawMethod Method,
    Hash256 Seed,
    ImmutableArray<string> Pool,
    int? Lot,
    string Task,
    string? Scene,
    string By) : Entry;
