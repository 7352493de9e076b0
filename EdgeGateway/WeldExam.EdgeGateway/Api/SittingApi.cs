using WeldExam.EdgeGateway.Parts;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;

namespace WeldExam.EdgeGateway.Api;

/// <summary>Sittings, as far as their parts lie on this box; where they lie on several, the centre adds up.</summary>
internal sealed class SittingApi(Box box, Views views, SittingDesk desk)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/sittings/{sitting:guid}", (Guid sitting) => TotalAsync(new(sitting)))
            .Produces<string>(200, "application/json").WithSummary("The total of the sealed parts on this box, canonical JSON");
        routes.MapPost("/api/v1/sittings/{sitting:guid}/close", async (Guid sitting) => views.Of(await box.ReadAsync(() => desk.Close(new(sitting)))))
            .Acts("Records which sealed parts make the sitting's total");
    }

    private async Task<IResult> TotalAsync(SittingId sitting) => await box.ReadAsync(() => desk.Total(sitting)) switch
    {
        null => views.Refuse([new("sitting.unknown", sitting.ToString())], StatusCodes.Status404NotFound),
        SittingResult total => Results.Bytes(total.ToCanonicalJson(), "application/json"),
        var other => views.Refuse([new("part.notScored", ((NotPossible)other).Reason)], StatusCodes.Status409Conflict),
    };
}
