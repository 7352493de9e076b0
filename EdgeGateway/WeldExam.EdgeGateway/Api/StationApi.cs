using WeldExam.EdgeGateway.Running;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Api;

/// <summary>The box and its stations: live values, readiness, identity, opening of parts.</summary>
internal sealed class StationApi(Box box, Views views)
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(30);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/box", () => new BoxView(
            box.Config.Box, box.Config.Point, Product.Version, box.Config.Mode, box.Config.IsTest, [.. box.Config.Stations.Select(station => station.Name)]))
            .WithSummary("The box and its stations");
        routes.MapGet("/api/v1/papers", async () => await box.ReadAsync(() => box.Around.Papers.All.Select(views.Of).ToArray()))
            .WithSummary("The papers this box may run");
        routes.MapGet("/api/v1/stations/{station}", (string station, CancellationToken cancel) => OnStation(station, views.Of, cancel))
            .Produces<StationView>().WithSummary("Live values, devices and the open part");
        routes.MapGet("/api/v1/stations/{station}/readiness", ReadinessAsync)
            .Produces<ReadinessView>().WithSummary("Whether a part of the task may open now, and every reason against it");
        routes.MapPost("/api/v1/stations/{station}/identity", IdentifyAsync)
            .Produces<IdentityView>().WithSummary("Reads the card on the station's reader and looks the person up in the roster");
        routes.MapPost("/api/v1/stations/{station}/draw", DrawAsync)
            .Produces<DrawView>().Produces<ActRefused>(409).WithSummary("Draws the task of a subject for the person whose identity was just checked");
        routes.MapPost("/api/v1/stations/{station}/parts", OpenAsync)
            .Produces<ActDone>().Produces<ActRefused>(409).WithSummary("Opens a part for the person whose identity was just checked");
        routes.MapPost("/api/v1/stations/{station}/rearm", (string station, RearmBooth act, CancellationToken cancel) =>
            OnStation(station, loop => loop.Rearm(new(act.CommandId), act.By, act.Reason), cancel))
            .Acts("An examiner at the booth lifts the contactor's lock, with a reason");
        routes.MapGet("/api/v1/stations/{station}/live", LiveAsync).WithSummary("The station's view, once a second (server-sent events)");
    }

    private async Task<IResult> ReadinessAsync(string station, string task, string? paper, CancellationToken cancel)
    {
        if (box.Find(station) is not { } runner)
            return Unknown(station);
        return await runner.Loop.AskAsync(
            loop =>
            {
                var shelved = paper is not null && Hash256.TryParse(paper, out var hash)
                    ? box.Around.Papers.Find(hash)
                    : box.Around.Papers.All.LastOrDefault(candidate => candidate.Paper.Task(task) is not null);
                if (shelved?.Paper.Task(task) is not { } known)
                    return views.Refuse([new(shelved is null ? "paper.untrusted" : "task.unknown", paper ?? task)], StatusCodes.Status404NotFound);
                var reasons = loop.Readiness(shelved.Paper, known);
                return Results.Ok(new ReadinessView(task, reasons.IsEmpty, views.Reasons(reasons)));
            },
            cancel);
    }

    private async Task<IResult> IdentifyAsync(string station, double? seconds, CancellationToken cancel)
    {
        if (box.Find(station) is not { } runner)
            return Unknown(station);
        if (!runner.HasCardReader)
            return views.Refuse([new("reader.missing", station)], StatusCodes.Status409Conflict);
        var patience = TimeSpan.FromSeconds(Math.Clamp(seconds ?? 5, 0.5, LongestPatience.TotalSeconds));
        var outcome = await box.ReadCardAsync(runner, patience, cancel);
        return await runner.Loop.AskAsync(loop => Results.Ok(Views.Of(loop.Present(outcome, $"{station} card reader"))), cancel);
    }

    private async Task<IResult> DrawAsync(string station, DrawTask request, CancellationToken cancel)
    {
        if (box.Find(station) is not { } runner)
            return Unknown(station);
        var asked = new DrawRequest(request.IdentityId, request.Subject, request.Among ?? [], request.Lot, request.By);
        return await runner.Loop.AskAsync(
            loop =>
            {
                var answer = loop.Draw(asked);
                return answer.Drawn is { } drawn
                    ? Results.Ok(new DrawView(drawn.Subject, drawn.Task, drawn.Scene, drawn.Method.ToString(), drawn.Pool, drawn.Lot, drawn.Seed.ToString()))
                    : views.Refuse(answer.Reasons, StatusCodes.Status409Conflict);
            },
            cancel);
    }

    private async Task<IResult> OpenAsync(string station, OpenPart request, CancellationToken cancel)
    {
        Hash256? paper = null;
        if (request.Paper is { } text)
        {
            if (!Hash256.TryParse(text, out var hash))
                return views.Refuse([new("request.malformed", "paper: 64 hexadecimal digits")], StatusCodes.Status400BadRequest);
            paper = hash;
        }

        var open = new OpenPartRequest(
            new(request.CommandId),
            request.IdentityId,
            request.Task,
            paper,
            request.Staff.IsDefault ? [] : [.. request.Staff.Select(person => new Assignee(person.Id, person.Role))],
            request.TaskCard,
            request.Ticked ?? [],
            request.TickedBy,
            request.Replaces is { } replaced ? new JournalId(replaced) : null)
        {
            DrawStaff = request.DrawStaff,
            DrawChief = request.DrawChief,
        };
        var opened = await OnStation(station, loop => loop.Open(open), cancel);
        box.Index.Changed();
        return opened;
    }

    private IResult LiveAsync(string station, TimeProvider clock, CancellationToken cancel) =>
        box.Find(station) is { } runner ? Results.ServerSentEvents(WatchAsync(runner, clock, cancel), "station") : Unknown(station);

    private async IAsyncEnumerable<StationView> WatchAsync(
        StationRunner runner, TimeProvider clock, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var grid = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        do
        {
            yield return await runner.Loop.AskAsync(views.Of, cancel);
        }
        while (await grid.WaitForNextTickAsync(cancel));
    }

    private async Task<IResult> OnStation<T>(string station, Func<StationLoop, T> ask, CancellationToken cancel)
    {
        if (box.Find(station) is not { } runner)
            return Unknown(station);
        var answer = await runner.Loop.AskAsync(ask, cancel);
        return answer is Answer act ? views.Of(act) : Results.Ok(answer);
    }

    private IResult Unknown(string station) => views.Refuse([new("station.unknown", station)], StatusCodes.Status404NotFound);
}
