using System.Collections.Immutable;
using System.Text.Json;
using WeldExam.EdgeGateway.Parts;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Results;
using WeldExam.Exam.Scores;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Api;

/// <summary>Sittings, as far as their parts lie on this box; where they lie on several, the centre adds up.</summary>
internal sealed class SittingApi(Box box, Views views, SittingDesk desk)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/sittings/{sitting:guid}", (Guid sitting) => TotalAsync(new(sitting)))
            .Produces<string>(200, "application/json").WithSummary("The total of the sealed parts on this box, canonical JSON");
        routes.MapGet("/api/v1/sittings/{sitting:guid}/resit", (Guid sitting) => ResitAsync(new(sitting)))
            .Produces<ResitView>().WithSummary("What may be sat again after the sealed parts on this box, and why");
        routes.MapPost("/api/v1/sittings/{sitting:guid}/close", async (Guid sitting) => views.Of(await box.ReadAsync(() => desk.Close(new(sitting)))))
            .Acts("Records which sealed parts make the sitting's total");
    }

    /// <summary>Where the catalogue has the text of a reason.</summary>
    internal static string CodeOf(ResitReason reason) => $"resit.{JsonNamingPolicy.CamelCase.ConvertName(reason.ToString())}";

    private async Task<IResult> ResitAsync(SittingId sitting)
    {
        if (await box.ReadAsync(() => desk.Resit(sitting)) is not { } offer)
            return await TotalAsync(sitting) is var refused && refused is IStatusCodeHttpResult { StatusCode: >= 400 } ? refused : Results.NotFound();
        ImmutableArray<Reason> reasons = [.. offer.Reasons.Select(note => new Reason(CodeOf(note.Reason), note.Subject))];
        return Results.Ok(new ResitView(offer.IsOpen, offer.Subjects, offer.Keeps, offer.AttemptsLeft, offer.KeptUntil, views.Reasons(reasons)));
    }

    private async Task<IResult> TotalAsync(SittingId sitting) => await box.ReadAsync(() => desk.Total(sitting)) switch
    {
        null => views.Refuse([new("sitting.unknown", sitting.ToString())], StatusCodes.Status404NotFound),
        SittingResult total => Results.Bytes(total.ToCanonicalJson(), "application/json"),
        var other => views.Refuse([new("part.notScored", ((NotPossible)other).Reason)], StatusCodes.Status409Conflict),
    };
}
