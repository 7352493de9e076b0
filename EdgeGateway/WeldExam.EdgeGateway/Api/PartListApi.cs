using System.Globalization;
using WeldExam.EdgeGateway.Index;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Sessions;

namespace WeldExam.EdgeGateway.Api;

/// <summary>Finds parts among all that the box has ever kept, by the index.</summary>
internal sealed class PartListApi(Box box, Views views, TimeProvider clock)
{
    private const int UsualPage = 100;
    private const int LongestPage = 1000;

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/parts", FindAsync)
            .Produces<PartPage>().Produces<ActRefused>(400).Produces<ActRefused>(503)
            .WithSummary("Parts on this box, the latest first, by candidate, station, subject, task, sitting, phase and day of opening (yyyy-MM-dd)");

    private async Task<IResult> FindAsync(
        string? candidate,
        string? station,
        string? subject,
        string? task,
        Guid? sitting,
        string? phase,
        string? day,
        int? offset,
        int? limit,
        CancellationToken cancel)
    {
        SessionPhase? wanted = null;
        if (phase is not null && Enum.TryParse<SessionPhase>(phase, ignoreCase: true, out var known) && Enum.IsDefined(known))
            wanted = known;
        else if (phase is not null)
            return Malformed($"phase: {string.Join(", ", Enum.GetNames<SessionPhase>()[1..])}");
        DateOnly? on = null;
        if (day is not null && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            on = date;
        else if (day is not null)
            return Malformed("day: yyyy-MM-dd");
        if (offset < 0 || limit is < 1 or > LongestPage)
            return Malformed($"offset: from 0; limit: 1 to {LongestPage}");
        if (await box.Index.AllAsync(cancel) is not { } all)
            return views.Refuse([new("index.busy", "")], StatusCodes.Status503ServiceUnavailable);

        var found = new PartQuery(candidate, station, subject, task, sitting, wanted, on).Of(all.Parts, clock.LocalTimeZone);
        IndexedPart[] page = [.. found.Skip(offset ?? 0).Take(limit ?? UsualPage)];
        var lines = await box.ReadAsync(() => page.Select(LineOf).ToArray());
        return Results.Ok(new PartPage([.. lines], found.Length, all.Unread, all.Fault));
    }

    private PartListLine LineOf(IndexedPart part) => new(
        part.Part,
        part.Station,
        part.Sitting,
        part.Candidate,
        part.Subject,
        part.Task,
        part.PaperId,
        part.Mode,
        part.IsTest,
        part.Attempt,
        part.Replaces,
        part.Phase,
        part.OpenedAt,
        part.Clock,
        part.SealedAt,
        part.Phase == SessionPhase.Sealed,
        part.Standing,
        part.Standing == ScoreStanding.Sealed ? part.Score : null,
        part.SheetHash,
        part.File,
        part.Length,
        part.Blocks,
        part.Tail,
        box.Around.Store.ProgressOf(new JournalId(part.Part))?.Confirmed ?? 0);

    private IResult Malformed(string detail) => views.Refuse([new("request.malformed", detail)], StatusCodes.Status400BadRequest);
}
