using WeldExam.EdgeGateway.Parts;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Station.Flow;
using WeldExam.Station.Parts;

namespace WeldExam.EdgeGateway.Api;

/// <summary>What people do in a part. Each act is idempotent by its command id and answered only once it is on disk.</summary>
internal sealed class PartApi(Box box, Views views, PartArchive archive)
{
    private const decimal LongestSeconds = 86_400;

    private static readonly InterruptionCause[] Resumable =
        [InterruptionCause.Paused, InterruptionCause.EmergencyStop, InterruptionCause.PowerLost, InterruptionCause.DeviceFault];

    public void Map(IEndpointRouteBuilder routes)
    {
        var parts = routes.MapGroup("/api/v1/parts/{part:guid}");
        parts.MapGet("", (Guid part, CancellationToken cancel) => ViewAsync(part, cancel)).Produces<PartView>().WithSummary("Where the part stands");
        parts.MapGet("/sheet", (Guid part) => SheetAsync(part)).Produces<string>(200, "application/json").WithSummary("The score sheet as of now, canonical JSON");
        parts.MapGet("/journal", (Guid part) => JournalAsync(part)).Produces<byte[]>(200, "application/octet-stream").WithSummary("The journal file");

        parts.MapGet("/bundle", async (Guid part) => await box.ReadAsync(() => archive.Bundle(new(part))) is { } bundle
            ? Results.Bytes(bundle, "application/zip", $"{part:N}.zip")
            : NotHere(part)).WithSummary("Journal, paper and device key in one file");
        parts.MapPost("/start", (Guid part, SimpleAct act, CancellationToken cancel) =>
            RecordAsync(part, new SubjectStarted(new(act.CommandId), act.By), cancel)).Acts("Begins the examined time");
        parts.MapPost("/end", (Guid part, EndPart act, CancellationToken cancel) =>
            RecordAsync(part, new SubjectEnded(new(act.CommandId), act.By, act.Reason), cancel)).Acts("Ends the examined time");
        parts.MapPost("/pause", (Guid part, SimpleAct act, CancellationToken cancel) =>
            RecordAsync(part, new Interrupted(InterruptionCause.Paused, act.By), cancel)).Acts("Lets the examined time stand still");
        parts.MapPost("/resume", (Guid part, SimpleAct act, CancellationToken cancel) =>
            ActAsync(part, recorder => recorder.Record(new Resumed(PauseOf(recorder), 0, act.By)), cancel)).Acts("Lets the examined time go on");
        parts.MapPost("/marks", (Guid part, Mark mark, CancellationToken cancel) =>
            MarkAsync(part, mark, cancel)).Acts("An examiner's mark");
        parts.MapPost("/overrides", (Guid part, Override act, CancellationToken cancel) =>
            RecordAsync(part, new Overridden(new(act.CommandId), act.By, act.SecondBy, act.Item, act.Deduction, act.Times, act.Reason), cancel))
            .Acts("Two people set a machine's outcome aside");
        parts.MapPost("/conclude", (Guid part, ClosingAct? act, CancellationToken cancel) =>
            ActAsync(part, recorder => recorder.Conclude(act?.By), cancel)).Acts("Puts the score sheet on record for signature");
        parts.MapPost("/signatures", (Guid part, Signature signature, CancellationToken cancel) => SignAsync(part, signature, cancel)).Acts("Signs, objects or refuses");
        parts.MapPost("/seal", (Guid part, ClosingAct? act, CancellationToken cancel) => ActAsync(part, recorder => recorder.Seal(act?.By), cancel, sealing: true)).Acts("Closes the journal under one root");
    }

    // A moment is counted from the start in this boot: without one it would be silently "now", and a wrong place on the curve.
    private Task<IResult> MarkAsync(Guid part, Mark mark, CancellationToken cancel) => mark.AboutSeconds is < -LongestSeconds or > LongestSeconds
        ? Task.FromResult(views.Refuse([new("request.malformed", $"aboutSeconds: at most {LongestSeconds}")], StatusCodes.Status400BadRequest))
        : ActAsync(
            part,
            recorder => mark.AboutSeconds is not null && recorder.Started is null
                ? new Refused("act.momentUnknown", part.ToString("N"))
                : recorder.Record(EntryOf(mark, recorder)),
            cancel);

    /// <summary>What the examiner now takes as over: one cause at a time, a pause first.</summary>
    private static InterruptionCause PauseOf(PartRecorder recorder) =>
        Resumable.FirstOrDefault(recorder.Session.OpenInterruptions.Contains, InterruptionCause.Paused);

    private static Marked EntryOf(Mark mark, PartRecorder recorder) => new(
        new(mark.CommandId),
        mark.By,
        mark.Item,
        mark.Deduction,
        mark.Kind,
        mark.Times ?? (mark.Kind == MarkKind.Met ? 0 : 1),
        mark.AboutSeconds is { } seconds && recorder.Started is { } started ? started + TimeSpan.FromSeconds((double)seconds) : null,
        mark.Remark ?? "");

    private Task<IResult> SignAsync(Guid part, Signature signature, CancellationToken cancel)
    {
        if (!Hash256.TryParse(signature.SheetHash, out var sheet))
            return Task.FromResult(views.Refuse([new("request.malformed", "sheetHash: 64 hexadecimal digits")], StatusCodes.Status400BadRequest));
        var command = new CommandId(signature.CommandId);
        Entry entry = signature.Kind switch
        {
            SignatureKind.SignWithObjection => new SignedWithObjection(
                command, signature.Role, signature.By, sheet, signature.Items ?? [], signature.Reason ?? ""),
            SignatureKind.Refuse => new RefusedToSign(command, signature.Role, signature.By, sheet, signature.Witness ?? ""),
            _ => new Signed(command, signature.Role, signature.By, sheet),
        };
        return RecordAsync(part, entry, cancel);
    }

    private Task<IResult> RecordAsync(Guid part, Entry act, CancellationToken cancel) => ActAsync(part, recorder => recorder.Record(act), cancel);

    private async Task<IResult> ActAsync(Guid part, Func<PartRecorder, Answer> act, CancellationToken cancel, bool sealing = false)
    {
        var journal = new JournalId(part);
        foreach (var runner in box.Stations)
        {
            var answer = await runner.Loop.AskAsync(loop => loop.Part?.Journal == journal ? loop.WithPart(journal, act) : null, cancel);
            if (answer is not null)
            {
                box.Index.Changed();
                return views.Of(answer);
            }
        }

        if (await box.ReadAsync(() => archive.Read(journal)) is not { Seal: not null })
            return NotHere(part);
        return sealing ? views.Of(new Done(journal, Again: true)) : views.Of(new Refused("act.sealed", part.ToString("N")));
    }

    private async Task<IResult> ViewAsync(Guid part, CancellationToken cancel)
    {
        var journal = new JournalId(part);
        foreach (var runner in box.Stations)
        {
            var view = await runner.Loop.AskAsync(loop => loop.Part?.Journal == journal ? views.Of(loop.Part, loop) : null, cancel);
            if (view is not null)
                return Results.Ok(view);
        }

        return await box.ReadAsync(() => archive.View(journal)) is { } archived ? Results.Ok(archived) : NotHere(part);
    }

    private async Task<IResult> SheetAsync(Guid part) => await box.ReadAsync(() => archive.Score(new(part))) switch
    {
        null => NotHere(part),
        ScoreSheet sheet => Results.Bytes(sheet.ToCanonicalJson(), "application/json"),
        var other => views.Refuse([new("part.notScored", ((NotPossible)other).Reason)], StatusCodes.Status409Conflict),
    };

    private async Task<IResult> JournalAsync(Guid part) =>
        await box.ReadAsync(() => box.Around.Store.ReadWhole(new(part), out var content) is null ? content : null) is { } bytes
            ? Results.Bytes(bytes, "application/octet-stream", $"{part:N}.wxj")
            : NotHere(part);

    private IResult NotHere(Guid part) => views.Refuse([new("part.notHere", part.ToString("N"))], StatusCodes.Status404NotFound);
}
