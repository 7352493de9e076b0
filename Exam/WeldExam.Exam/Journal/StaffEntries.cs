using System.Collections.Immutable;
using WeldExam.Exam.People;

namespace WeldExam.Exam.Journal;

/// <summary>The staff of a part was drawn: whoever reads it can draw again.</summary>
/// <param name="Register">SHA-256 of the staff register in force.</param>
/// <param name="Seed">What the draw rests on.</param>
/// <param name="Pool">Everybody who could be drawn.</param>
/// <param name="Drawn">Who was, in the order drawn.</param>
public sealed record StaffDrawn(Hash256 Register, Guid Seed, ImmutableArray<Assignee> Pool, ImmutableArray<Assignee> Drawn) : Entry;

/// <summary>What the staff register said about proposed staff: nothing against them in the journal of a part, the reasons in the station's.</summary>
/// <param name="Register">SHA-256 of the staff register in force.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsExpired">Its time was over, or may have been.</param>
/// <param name="TrainingBody">The candidate's training body; null for a candidate who came without one.</param>
/// <param name="First">The earliest day it can have been, UTC.</param>
/// <param name="Last">The latest day it can have been, UTC.</param>
/// <param name="Refusals">Everything against them.</param>
public sealed record StaffJudged(
    Hash256 Register, int Version, bool IsExpired, string? TrainingBody, DateOnly First, DateOnly Last, ImmutableArray<StaffRefusal> Refusals) : Entry;
