using System.Collections.Immutable;
using WeldExam.Exam.Sessions;

namespace WeldExam.EdgeGateway.Index;

/// <summary>Which parts somebody asks for; what is null does not restrict. The candidate is asked for by pseudonym, the day is that of the
/// opening where the box stands.</summary>
public sealed record PartQuery(
    string? Candidate = null, string? Station = null, string? Subject = null, string? Task = null, Guid? Sitting = null, SessionPhase? Phase = null, DateOnly? Day = null)
{
    /// <summary>Those parts, the latest opened first; parts whose opening no clock told come last.</summary>
    public ImmutableArray<IndexedPart> Of(IEnumerable<IndexedPart> parts, TimeZoneInfo here) =>
    [
        .. from part in parts
           where (Candidate is null || part.Candidate == Candidate)
               && (Station is null || part.Station == Station)
               && (Subject is null || part.Subject == Subject)
               && (Task is null || part.Task == Task)
               && (Sitting is null || part.Sitting == Sitting)
               && (Phase is null || part.Phase == Phase)
               && (Day is null || DayOf(part, here) == Day)
           orderby part.OpenedAt ?? DateTimeOffset.MinValue descending, part.Part
           select part,
    ];

    private static DateOnly? DayOf(IndexedPart part, TimeZoneInfo here) =>
        part.OpenedAt is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, here).DateTime) : null;
}
