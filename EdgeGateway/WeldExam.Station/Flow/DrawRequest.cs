using System.Collections.Immutable;
using WeldExam.Exam.Journal;

namespace WeldExam.Station.Flow;

/// <summary>A draw for the person whose identity was just checked. The same sitting and subject again name what was drawn the first time.</summary>
/// <param name="Identity">The verdict on who is at the station.</param>
/// <param name="Subject">K1 … K4.</param>
/// <param name="Among">Tasks that this point can hold; empty for all of the subject.</param>
/// <param name="Lot">The lot that the candidate picked, from 1; null where the system draws.</param>
/// <param name="By">Who asked for it, by staff number.</param>
public sealed record DrawRequest(Guid Identity, string Subject, ImmutableArray<string> Among, int? Lot, string By);

/// <summary>What was drawn, or every reason why nothing was.</summary>
public sealed record DrawAnswer(TaskDrawn? Drawn, ImmutableArray<Reason> Reasons);
