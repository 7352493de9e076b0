using System.Collections.Immutable;
using WeldExam.Exam.Papers;
using WeldExam.Station.Journals;

namespace WeldExam.EdgeGateway.Index;

/// <summary>All parts of the box, as of one look at the store.</summary>
/// <param name="Parts">Each agrees with its journal.</param>
/// <param name="Unread">Parts that are on the box and not in <paramref name="Parts"/>.</param>
/// <param name="Fault">Why the index is not on disk; null while it is.</param>
public sealed record IndexedParts(ImmutableArray<IndexedPart> Parts, ImmutableArray<UnreadPart> Unread, string? Fault);

/// <param name="Part">The part whose journal could not be read.</param>
/// <param name="Reason">Why.</param>
public sealed record UnreadPart(Guid Part, string Reason);

/// <summary>A part's journal, and its paper where this box holds it.</summary>
public sealed record MarkedPart(PartMark Mark, Paper? Paper);
