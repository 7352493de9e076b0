using System.Net;
using System.Security.Cryptography;
using System.Text;
using WeldExam.Centre.Verification;
using WeldExam.Contracts.Files;
using WeldExam.Exam.Journal;
using WeldExam.Ingest.Broker;
using WeldExam.Ingest.Configuration;

namespace WeldExam.Ingest.Api;

/// <summary>The HTTP API, version 1.</summary>
internal static class CentreApi
{
    public static void MapCentreApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapGet("/boxes", (ExamReader reader, CancellationToken cancel) => reader.BoxesAsync(cancel));
        api.MapGet("/exams", (ExamReader reader, CancellationToken cancel) => reader.ExamsAsync(cancel));
        api.MapGet("/exams/{journal:guid}", async (Guid journal, ExamReader reader, CancellationToken cancel) =>
            await reader.ExamAsync(new(journal), cancel) is { } exam ? Results.Ok(exam) : Results.NotFound()).Produces<ExamView>().Produces(404);
        api.MapGet("/exams/{journal:guid}/sheet", async (Guid journal, ExamReader reader, CancellationToken cancel) =>
            await reader.SheetAsync(new(journal), cancel) is { } sheet ? Results.Bytes(sheet.Json.ToArray(), "application/json") : Results.NotFound());
        api.MapGet("/exams/{journal:guid}/journal", async (Guid journal, ExamReader reader, CancellationToken cancel) =>
            await reader.FileAsync(new(journal), cancel) is { } file
                ? Results.Bytes(file, "application/cbor-seq", $"{new JournalId(journal)}.journal")
                : Results.NotFound());
        api.MapGet("/exams/{journal:guid}/audit", async (Guid journal, AuditDesk desk, CancellationToken cancel) =>
            await desk.OfAsync(new(journal), cancel) is { } report ? Results.Ok(AuditView.Of(report)) : Results.NotFound()).Produces<AuditView>().Produces(404);
        api.MapGet("/sittings/{sitting:guid}", async (Guid sitting, ExamReader reader, CancellationToken cancel) =>
            await reader.SittingAsync(new(sitting), cancel) is { } report ? Results.Ok(report) : Results.NotFound()).Produces<SittingReport>().Produces(404);
        api.MapGet("/alarms", (ExamReader reader, CancellationToken cancel) => reader.AlarmsAsync(cancel));
        api.MapGet("/papers", (ExamReader reader, CancellationToken cancel) => reader.PapersAsync(cancel));
        api.MapPost("/papers", (HttpContext http, IssueOffice office, IBoxBroker broker, CentreConfiguration configuration) =>
            UploadAsync(http, FileKind.Paper, office, broker, configuration)).Accepts<string>("application/yaml").Produces<UploadView>().Produces<UploadView>(422).Produces(403);
        api.MapGet("/policies", (ExamReader reader, CancellationToken cancel) => reader.PoliciesAsync(cancel));
        api.MapPost("/policies", (HttpContext http, IssueOffice office, IBoxBroker broker, CentreConfiguration configuration) =>
            UploadAsync(http, FileKind.Policy, office, broker, configuration)).Accepts<PaperPolicy>("application/json").Produces<UploadView>().Produces<UploadView>(422).Produces(403);
        api.MapPost("/rosters", (HttpContext http, IssueOffice office, IBoxBroker broker, CentreConfiguration configuration) =>
            UploadAsync(http, FileKind.Roster, office, broker, configuration)).Accepts<Roster>("application/json").Produces<UploadView>().Produces<UploadView>(422).Produces(403);
        api.MapPost("/staff", (HttpContext http, IssueOffice office, IBoxBroker broker, CentreConfiguration configuration) =>
            UploadAsync(http, FileKind.Staff, office, broker, configuration)).Accepts<string>("application/json").Produces<UploadView>().Produces<UploadView>(422).Produces(403);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, FileKind kind, IssueOffice office, IBoxBroker broker, CentreConfiguration configuration)
    {
        if (!MayUpload(http, configuration.Http.UploadToken))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);

        // Once it is taken it is issued, whether or not the caller still waits for the answer.
        var errors = await office.UploadAsync(kind, body.ToArray(), broker, CancellationToken.None);
        var view = new UploadView(errors.IsEmpty, errors);
        return errors.IsEmpty ? Results.Ok(view) : Results.UnprocessableEntity(view);
    }

    /// <summary>With a token only its bearer; without one only this machine.</summary>
    private static bool MayUpload(HttpContext http, string? token) => token is null
        ? http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
        : CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));
}
