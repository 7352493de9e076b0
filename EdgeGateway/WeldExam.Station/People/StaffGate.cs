using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.People;
using WeldExam.Exam.Sessions;
using WeldExam.Station.Flow;
using WeldExam.Station.Identity;

namespace WeldExam.Station.People;

/// <summary>Settles who acts in a part: named or drawn, enough of them, and nothing against any by the register in force.
/// Without a register, and for somebody who only practises, names and numbers are all there is.</summary>
internal static class StaffGate
{
    public static StaffAnswer Settle(string booth, RosterCandidate candidate, OpenPartRequest request, Paper paper, StationSurroundings around)
    {
        var register = candidate.IsPractising ? null : around.Staff.Register;
        var day = ExamDay.Of(around.WallClock.Read());
        var elsewhere = around.Booths.Elsewhere(booth);
        var (staff, drawn, reasons) = request.DrawStaff ? Draw(register, candidate, request, paper, elsewhere, day, around) : (request.Staff, null, []);
        if (reasons.IsEmpty && staff.Where(person => SessionTable.Allows(person.Role, SessionAct.Mark)).DistinctBy(person => person.Id).Count() < paper.RequiredExaminers)
            reasons = [new("staff.tooFew", $"{paper.RequiredExaminers}")];
        if (register is null)
            return new(staff, [], reasons, null);
        var verdict = StaffConflicts.Judge(register, candidate.TrainingBody, staff, elsewhere, day);
        var judged = new StaffJudged(around.Staff.Hash, register.Version, verdict.IsExpired, candidate.TrainingBody, day.First, day.Last, verdict.Refusals);
        reasons = [.. reasons, .. verdict.Refusals.Select(ReasonOf), .. Ticking(request, staff)];
        if (verdict.IsExpired && !verdict.Refusals.IsEmpty)
            reasons = reasons.Add(new("staff.registerExpired", $"{register.Version}: {register.Expires:yyyy-MM-dd}"));
        return new(staff, [.. drawn is null ? [] : new Entry[] { drawn }, judged], reasons, judged);
    }

    /// <summary>No exam without the centre's word on who may hold it.</summary>
    public static ImmutableArray<Reason> Readiness(StationSetup setup, StaffBook staff) =>
        setup is { Mode: ExamMode.Exam, HasCentre: true } && staff.Register is null ? [new("staff.noRegister", setup.Point)] : [];

    /// <summary>Between parts a booth is re-armed by anybody who may mark, as far as a register tells.</summary>
    public static bool MayRearm(string by, StaffBook staff) =>
        staff.Register is not { } register || register.Find(by)?.Qualifications.Any(granted => SessionTable.Allows(granted.Role, SessionAct.Rearm)) == true;

    private static (ImmutableArray<Assignee> Staff, StaffDrawn? Drawn, ImmutableArray<Reason> Reasons) Draw(
        StaffRegister? register,
        RosterCandidate candidate,
        OpenPartRequest request,
        Paper paper,
        ImmutableArray<Engagement> elsewhere,
        ExamDay day,
        StationSurroundings around)
    {
        if (register is null)
            return ([], null, [new("staff.noRegister", "")]);
        if (request.Staff.Any(person => SessionTable.Allows(person.Role, SessionAct.Mark)))
            return ([], null, [new("staff.namedAndDrawn", "")]);
        var seed = around.Ids.Next();
        var pool = StaffDraw.Pool(register, candidate.TrainingBody, elsewhere, day);
        return StaffDraw.Draw(seed, pool, paper.RequiredExaminers, request.DrawChief ? 1 : 0) is { } drawn
            ? ([.. drawn, .. request.Staff], new(around.Staff.Hash, seed, pool, drawn), [])
            : ([], null, [new("staff.poolTooSmall", $"{pool.Length}")]);
    }

    /// <summary>Who says that the start state holds is one of the staff.</summary>
    private static IEnumerable<Reason> Ticking(OpenPartRequest request, ImmutableArray<Assignee> staff)
    {
        if (request.TickedBy.Length > 0 && !request.DrawStaff && !staff.Any(person => person.Id == request.TickedBy))
            yield return new("act.notAssigned", request.TickedBy);
    }

    private static Reason ReasonOf(StaffRefusal refusal)
    {
        var name = refusal.Fault.ToString();
        return new($"staff.{char.ToLowerInvariant(name[0])}{name[1..]}", $"{refusal.Person} ({refusal.Rule})");
    }
}

/// <summary>Who acts in a part, or everything against it.</summary>
/// <param name="Staff">Who was named or drawn.</param>
/// <param name="Entries">What goes on record before they are assigned.</param>
/// <param name="Reasons">Everything against it; empty when they may act.</param>
/// <param name="Judged">What the register said; null where none was asked.</param>
internal sealed record StaffAnswer(ImmutableArray<Assignee> Staff, ImmutableArray<Entry> Entries, ImmutableArray<Reason> Reasons, StaffJudged? Judged);
