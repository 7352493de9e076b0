using System.Collections.Immutable;
using WeldExam.Contracts.Outbox;
using WeldExam.EdgeGateway.Running;
using WeldExam.EdgeGateway.Texts;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using WeldExam.Station.Files;
using WeldExam.Station.Flow;
using WeldExam.Station.Identity;
using WeldExam.Station.Parts;

namespace WeldExam.EdgeGateway.Api;

/// <summary>What screens and tests are shown. Everything here runs on the box's thread.</summary>
internal sealed class Views(Box box, Catalogue texts)
{
    public StationView Of(StationLoop station) => new(
        station.Setup.Station,
        [.. station.Setup.Channels.Channels.Select(channel => SignalOf(station, channel))],
        [.. station.Live.Devices.Values.Select(change => new DeviceView(change.Device.ToString(), change.To.ToString(), change.Cause))],
        station.Part is { } part ? Of(part, station) : null,
        station.Part?.Fault?.ToString(),
        box.Around.Store.Pending().Sum(pending => pending.Durable - pending.Confirmed),
        [.. station.Outputs.States.Select(state => new OutputView(state.Output, state.Pattern?.ToString(), state.Seen.ToString(), state.Fault))],
        station.Outputs.HasContactor ? station.Outputs.Arming.Lock?.ToString() : null);

    public PartView Of(PartRecorder part, StationLoop station) => Of(
        part.Journal, part.Session, part.Live, station.Now, part.IsSettled, box.Around.Store.ProgressOf(part.Journal), part.Fault?.ToString());

    public static PartView Of(
        JournalId journal, ExamSession session, LiveScore live, MonotonicTick now, bool isSettled, PendingJournal? progress, string? fault) => new(
        journal.Value,
        session.Part!.Sitting.Value,
        session.Part.Candidate,
        session.Part.Subject,
        session.Part.Task,
        session.Phase.ToString(),
        session.Part.IsTest,
        (decimal)session.Examined(now).TotalSeconds,
        (decimal)session.Remaining(now).TotalSeconds,
        live.Highest,
        live.Deductions,
        live.Proposed,
        isSettled,
        session.Sheet?.SheetHash.ToString(),
        progress?.Durable ?? 0,
        progress?.Confirmed ?? 0,
        fault,
        session.Part.PaperId,
        session.Paper.Status == PaperStatus.Sample,
        session.Part.Mode);

    public PaperView Of(ShelvedPaper shelved)
    {
        var paper = shelved.Paper;
        var permitting = paper.Status == PaperStatus.Sample ? box.Around.Policies.Permitting(paper.Hash, box.Config.Point, box.Around.WallClock.Read()) : null;
        return new(
            paper.Id,
            paper.Version,
            paper.Status.ToString(),
            paper.Hash.ToString(),
            shelved.IsIssued,
            [.. paper.Tasks.Select(task => task.Id)],
            [.. paper.Tasks.Where(task => task.Status == PaperStatus.Sample).Select(task => task.Id)],
            [.. paper.Bases.Select(made => made.Hash.ToString())],
            permitting is { } held ? new(held.Policy.Id, held.Policy.Version, held.Hash.ToString(), held.Policy.Expires, held.Policy.Reason) : null);
    }

    public static IdentityView Of(IdentityVerdict verdict) => new(
        verdict.Id,
        verdict.IsAccepted,
        verdict.Candidate?.Pseudonym,
        verdict.Candidate?.DisplayName,
        [.. verdict.Check.Factors.Select(factor => new FactorView(factor.Factor, factor.Passed, factor.Reason))]);

    public IResult Of(Answer answer) => answer switch
    {
        Done done => Results.Ok(new ActDone(done.Journal.Value, done.Again)),
        Refused refused => Refuse(refused.Reasons, StatusCodes.Status409Conflict),
        NotRecorded lost => Refuse([new("storage.notRecorded", lost.Fault.ToString())], StatusCodes.Status503ServiceUnavailable),
        _ => throw new InvalidOperationException("An act has three outcomes."),
    };

    public IResult Refuse(ImmutableArray<Reason> reasons, int status) => Results.Json(new ActRefused(Reasons(reasons)), statusCode: status);

    public ImmutableArray<RefusalReason> Reasons(ImmutableArray<Reason> reasons) =>
        [.. reasons.Select(reason => new RefusalReason(reason.Code, reason.Detail, texts.Of(reason.Code)))];

    private static SignalView SignalOf(StationLoop station, Channel channel)
    {
        var value = station.Live.Of(channel, station.Now);
        return new(channel.Signal, channel.Unit, value.Quality == Quality.Good ? channel.InUnits(value.Value) : null, value.Quality.ToString());
    }
}
