using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.People;
using WeldExam.Exam.Sessions;
using WeldExam.Station.Files;
using WeldExam.Station.Identity;
using WeldExam.Station.People;

namespace WeldExam.Station.Flow;

/// <summary>Gathers every reason against a part, or the entries it begins with.</summary>
internal static class PartOpener
{
    public static PreparedOrRefused Prepare(
        StationLoop station, IdentityVerdict? verdict, OpenPartRequest request, StationSurroundings around)
    {
        if (verdict is null || verdict.Id != request.Identity)
            return Refuse([new("identity.unknown", request.Identity.ToString("N"))]);
        if (verdict.Candidate is not { } candidate || !verdict.IsAccepted)
            return Refuse([.. verdict.Failures.Select(failure => new Reason("identity.refused", $"{failure.Factor}: {failure.Reason}"))]);
        if (station.Now - verdict.At > station.Setup.Limits.IdentityValidity)
            return Refuse([new("identity.stale", $"{(station.Now - verdict.At).TotalMinutes:0} min")]);
        var wanted = request.Paper ?? (candidate.IsPractising ? ToPractise(request.Task, around) : candidate.Paper);
        if (around.Papers.Find(wanted) is not { } shelved)
            return Refuse([new("paper.untrusted", wanted.ToString())]);
        if (shelved.Paper.Task(request.Task) is not { } task)
            return Refuse([new("task.unknown", request.Task)]);
        if (candidate.IsPractising)
            candidate = candidate with { Subjects = [task.Subject], Paper = wanted };

        var staff = StaffGate.Settle(station.Setup.Station, candidate, request, shelved.Paper, around);
        ImmutableArray<Reason> reasons =
        [
            .. Candidate(candidate, task, wanted, shelved, station.Setup.Mode),
            .. Earlier(candidate, task, request, around),
            .. Kept(candidate, around),
            .. staff.Reasons,
            .. Card(request, task),
            .. station.Readiness(shelved.Paper, task),
            .. StartState(station, task, request),
        ];
        return reasons.IsEmpty
            ? new(Part(station, verdict, candidate, request, staff, shelved.Paper, task), [], null)
            : new(null, reasons, staff.Judged is { Refusals.IsEmpty: false } ? staff.Judged : null);
    }

    private static PreparedOrRefused Refuse(ImmutableArray<Reason> reasons) => new(null, reasons, null);

    /// <summary>No roster names a paper: the last on the shelf that has the task, as readiness takes it.</summary>
    private static Exam.Hash256 ToPractise(string task, StationSurroundings around) =>
        around.Papers.All.LastOrDefault(shelved => shelved.Paper.Task(task) is not null)?.Paper.Hash ?? default;

    private static IEnumerable<Reason> Candidate(RosterCandidate candidate, PaperTask task, Exam.Hash256 wanted, ShelvedPaper shelved, ExamMode mode)
    {
        if (!candidate.Subjects.Contains(task.Subject))
            yield return new("task.notInSitting", $"{task.Id} ({task.Subject})");
        if (!candidate.Drawn.IsEmpty && !candidate.Drawn.Contains(task.Id))
            yield return new("task.notDrawn", $"{task.Id}; {string.Join(", ", candidate.Drawn)}");
        if (mode == ExamMode.Exam && wanted != candidate.Paper)
            yield return new("paper.notTheRosters", wanted.ToString());
        if (mode == ExamMode.Exam && !shelved.IsIssued)
            yield return new("paper.notIssued", shelved.Paper.Id);
    }

    /// <summary>One part a subject, unless the new one names the part it repeats.</summary>
    private static IEnumerable<Reason> Earlier(RosterCandidate candidate, PaperTask task, OpenPartRequest request, StationSurroundings around)
    {
        // A part that this box does not hold may have been held at another; the centre sees both.
        if (request.Replaces is { } replaced && around.Store.PartOf(replaced) is { } former && (former.Sitting != candidate.Sitting || former.Subject != task.Subject))
            yield return new("replaces.otherSitting", replaced.ToString());
        foreach (var (journal, part) in around.Store.PartsOf(candidate.Sitting))
        {
            if (part.Subject == task.Subject && journal != request.Replaces && !around.Store.IsReplaced(journal))
                yield return new("task.alreadyHeld", journal.ToString());
        }
    }

    /// <summary>A re-sit keeps only what is still valid and, as far as this box can tell, was this candidate's.</summary>
    private static IEnumerable<Reason> Kept(RosterCandidate candidate, StationSurroundings around) =>
        Resit.Refuse(candidate.Pseudonym, candidate.Subjects, candidate.Keeps, journal => Known(journal, around), ExamDay.Of(around.WallClock.Read()))
            .Select(refusal => new Reason(CodeOf(refusal.Fault), refusal.Subject));

    private static string CodeOf(ResitFault fault) => fault switch
    {
        ResitFault.Expired => "resit.expired",
        ResitFault.HeldAgain => "resit.heldAgain",
        ResitFault.Twice => "resit.twice",
        ResitFault.OtherPart => "resit.otherPart",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "not a fault"),
    };

    private static EarlierPart? Known(JournalId journal, StationSurroundings around) =>
        around.Store.PartOf(journal) is { } part ? new(part.Candidate, part.Subject, around.Store.SealOf(journal)?.MerkleRoot, IsVoided: false) : null;

    private static IEnumerable<Reason> Card(OpenPartRequest request, PaperTask task)
    {
        if (task.NeedsTaskCard && request.TaskCard is null)
            yield return new("taskCard.missing", task.Id);
        if (request.TaskCard is { } card && (card.CurrentMin <= 0 || card.CurrentMax <= card.CurrentMin))
            yield return new("taskCard.window", $"{card.CurrentMin}–{card.CurrentMax} A");
    }

    private static IEnumerable<Reason> StartState(StationLoop station, PaperTask task, OpenPartRequest request)
    {
        foreach (var condition in task.StartState)
        {
            var holds = condition.Sensed is { } sensed ? Senses(station, sensed) : request.Ticked.Contains(condition.Id);
            if (!holds)
                yield return new("startState.missing", condition.Id);
        }
    }

    private static bool Senses(StationLoop station, Exam.Rules.SwitchIs sensed) =>
        station.Live.StateOf(sensed.Signal, station.Now) == sensed.State;

    private static PreparedPart Part(
        StationLoop station, IdentityVerdict verdict, RosterCandidate candidate, OpenPartRequest request, StaffAnswer staff, Paper paper, PaperTask task)
    {
        var setup = station.Setup;
        var opening = new PartOpening(
            candidate.Sitting,
            candidate.Pseudonym,
            task.Subject,
            task.Id,
            $"{paper.Id} {paper.Version}",
            paper.Hash,
            paper.Semantics,
            candidate.Subjects,
            candidate.Attempt,
            setup.Mode,
            setup.IsTest,
            request.TaskCard,
            request.Replaces,
            [],
            setup.Channels.Channels)
        {
            Keeps = candidate.Keeps,
        };
        var conditions = task.StartState.Select(condition => new StartCondition(condition.Id, true, condition.Sensed is null ? request.TickedBy : null));
        return new(
            paper,
            new Opened(JournalKind.Part, setup.Point, setup.Station, setup.Box, opening),
            [verdict.Check, .. staff.Entries, new Assigned(staff.Staff), new StartState([.. conditions])]);
    }
}

/// <summary>A part that may open, or everything against it.</summary>
/// <param name="Part">Null when something is.</param>
/// <param name="Refused">What.</param>
/// <param name="Judged">What the staff register said against the staff; null where it had nothing to say.</param>
internal sealed record PreparedOrRefused(PreparedPart? Part, ImmutableArray<Reason> Refused, StaffJudged? Judged);

/// <summary>The entries a part begins with.</summary>
internal sealed record PreparedPart(Paper Paper, Opened Opened, ImmutableArray<Entry> Rest);
