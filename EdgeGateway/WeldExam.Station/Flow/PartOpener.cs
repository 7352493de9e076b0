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
        if (Unidentified(station, verdict, request.Identity) is { IsEmpty: false } unidentified)
            return Refuse(unidentified);
        var candidate = verdict!.Candidate!;
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
            .. Drawn(candidate, task, shelved.Paper, request, station.Setup.Mode, around),
            .. Earlier(candidate, task, request, around),
            .. Kept(candidate, around),
            .. staff.Reasons,
            .. Card(request, task),
            .. Process(station.Setup.For(task.Id), request, task),
            .. station.Readiness(shelved.Paper, task),
            .. StartState(station, task, request),
        ];
        if (!reasons.IsEmpty)
            return new(null, reasons, staff.Judged is { Refusals.IsEmpty: false } ? staff.Judged : null);
        var needsPolicy = station.Setup.Mode == ExamMode.Exam && shelved.Paper.Status == PaperStatus.Sample;
        var permitting = needsPolicy ? around.Policies.Permitting(wanted, station.Setup.Point, around.WallClock.Read()) : null;
        if (needsPolicy && permitting is null)
            return Refuse([new("paper.sample", shelved.Paper.Id)]); // it expired since readiness was asked
        return new(Part(station, verdict!, candidate, request, staff, shelved.Paper, task, permitting is { } policy ? [policy.Hash] : [], around.Draws.Find(candidate.Sitting, task.Subject)), [], null);
    }

    /// <summary>Why nobody may act on that identity check; empty when somebody may.</summary>
    public static ImmutableArray<Reason> Unidentified(StationLoop station, IdentityVerdict? verdict, Guid identity)
    {
        if (verdict is null || verdict.Id != identity)
            return [new("identity.unknown", identity.ToString("N"))];
        if (verdict.Candidate is null || !verdict.IsAccepted)
            return [.. verdict.Failures.Select(failure => new Reason("identity.refused", $"{failure.Factor}: {failure.Reason}"))];
        return station.Now - verdict.At > station.Setup.Limits.IdentityValidity ? [new("identity.stale", $"{(station.Now - verdict.At).TotalMinutes:0} min")] : [];
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
        if (mode != ExamMode.Exam)
            yield break;
        var (paper, terms) = (shelved.Paper, shelved.Paper.Terms);
        if (terms.Attempts is { } last && candidate.Attempt > last)
            yield return new("attempt.tooMany", $"{candidate.Attempt}; {last}");
        if ((candidate.Attempt == 1 || terms.Resit == ResitScope.All) && paper.Subjects.Any(subject => !candidate.Subjects.Contains(subject.Id)))
            yield return new("sitting.notWhole", $"{string.Join(", ", candidate.Subjects)}; {string.Join(", ", paper.Subjects.Select(subject => subject.Id))}");
    }

    /// <summary>What was drawn here binds. In an exam under a paper that wants a draw, nothing opens without one, unless the roster brought it or
    /// the part repeats another, which may have been drawn at another box: the centre sees both.</summary>
    private static IEnumerable<Reason> Drawn(
        RosterCandidate candidate, PaperTask task, Paper paper, OpenPartRequest request, ExamMode mode, StationSurroundings around)
    {
        if (around.Draws.Find(candidate.Sitting, task.Subject) is { } drawn)
        {
            if (drawn.Task != task.Id)
                yield return new("task.notDrawn", $"{task.Id}; {drawn.Task}");
        }
        else if (mode == ExamMode.Exam && paper.Terms.Drawing != DrawMethod.Free && candidate.Drawn.IsEmpty && request.Replaces is null)
        {
            yield return new("task.drawMissing", task.Subject);
        }
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
            .Select(refusal => new Reason($"resit.{char.ToLowerInvariant(refusal.Fault.ToString()[0])}{refusal.Fault.ToString()[1..]}", refusal.Subject));

    private static EarlierPart? Known(JournalId journal, StationSurroundings around) =>
        around.Store.PartOf(journal) is { } part ? new(part.Candidate, part.Subject, around.Store.SealOf(journal)?.MerkleRoot, IsVoided: false) : null;

    private static IEnumerable<Reason> Card(OpenPartRequest request, PaperTask task)
    {
        if (task.NeedsTaskCard && request.TaskCard is null)
            yield return new("taskCard.missing", task.Id);
        if (request.TaskCard is { } card && (card.CurrentMin <= 0 || card.CurrentMax <= card.CurrentMin))
            yield return new("taskCard.window", $"{card.CurrentMin}–{card.CurrentMax} A");
    }

    private static IEnumerable<Reason> Process(StationSetup setup, OpenPartRequest request, PaperTask task)
    {
        if (setup.Rig is { Processes: [_, ..] known } rig && (request.TaskCard?.Process ?? task.Process) is { } process && !known.Contains(process))
            yield return new("rig.process", $"{process}; {rig.Name}: {string.Join(", ", known)}");
    }

    private static IEnumerable<Reason> StartState(StationLoop station, PaperTask task, OpenPartRequest request)
    {
        foreach (var condition in task.StartState)
        {
            var holds = condition.Sensed is { } sensed ? Senses(station, task, sensed) : request.Ticked.Contains(condition.Id);
            if (!holds)
                yield return new("startState.missing", condition.Id);
        }
    }

    private static bool Senses(StationLoop station, PaperTask task, Exam.Rules.SwitchIs sensed) =>
        station.Live.As(station.Setup.For(task.Id).Channels).StateOf(sensed.Signal, station.Now) == sensed.State;

    private static PreparedPart Part(
        StationLoop station, IdentityVerdict verdict, RosterCandidate candidate, OpenPartRequest request, StaffAnswer staff, Paper paper, PaperTask task, ImmutableArray<Exam.Hash256> policies, TaskDrawn? draw)
    {
        var setup = station.Setup.For(task.Id);
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
            policies,
            setup.Channels.Channels)
        {
            Rig = setup.Rig?.Name,
            Form = setup.Form,
            Keeps = candidate.Keeps,
        };
        var conditions = task.StartState.Select(condition => new StartCondition(condition.Id, true, condition.Sensed is null ? request.TickedBy : null));
        return new(
            paper,
            new Opened(JournalKind.Part, setup.Point, setup.Station, setup.Box, opening),
            [verdict.Check, .. staff.Entries, new Assigned(staff.Staff), new StartState([.. conditions]), .. draw is null ? Array.Empty<Entry>() : [draw]]);
    }
}

/// <summary>A part that may open, or everything against it.</summary>
/// <param name="Part">Null when something is.</param>
/// <param name="Refused">What.</param>
/// <param name="Judged">What the staff register said against the staff; null where it had nothing to say.</param>
internal sealed record PreparedOrRefused(PreparedPart? Part, ImmutableArray<Reason> Refused, StaffJudged? Judged);

/// <summary>The entries a part begins with.</summary>
internal sealed record PreparedPart(Paper Paper, Opened Opened, ImmutableArray<Entry> Rest);
