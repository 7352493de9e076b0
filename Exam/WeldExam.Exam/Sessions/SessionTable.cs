using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using static WeldExam.Exam.Sessions.SessionAct;
using static WeldExam.Exam.Sessions.SessionState;

namespace WeldExam.Exam.Sessions;

/// <summary>One step of the state machine: an act leads from a state to another, or leaves it.</summary>
public readonly record struct SessionMove(SessionState From, SessionAct Act, SessionState To);

/// <summary>Who may do an act.</summary>
/// <param name="Act">The act.</param>
/// <param name="Roles">Staff of the part in one of these roles.</param>
/// <param name="Others">Who else.</param>
public sealed record ActRule(SessionAct Act, ImmutableArray<StaffRole> Roles, SessionActor Others = SessionActor.Nobody);

/// <summary>Who acts beside the staff of a part.</summary>
public enum SessionActor
{
    Nobody,

    /// <summary>The station itself.</summary>
    Station,
    Candidate,

    /// <summary>The centre, in an addendum.</summary>
    Centre,
}

/// <summary>What may be done to a part, when and by whom: the one table behind the rules, the diagram and the documentation.</summary>
public static class SessionTable
{
    private static readonly StaffRole[] Examiners = [StaffRole.Examiner, StaffRole.ChiefExaminer];
    private static readonly SessionState[] Preparing = [CheckedIn, Identified, SessionState.Assigned];
    private static readonly SessionState[] UnderWay = [InSubject, Paused, SessionState.Interrupted];

    public static ImmutableArray<ActRule> Rules { get; } =
    [
        new(Open, [], SessionActor.Station),
        new(Identify, [], SessionActor.Station),
        new(Assign, [], SessionActor.Station),
        new(CheckStart, [], SessionActor.Station),
        new(Start, [.. Examiners]),
        new(Pause, [.. Examiners, StaffRole.Invigilator]),
        new(Interrupt, [], SessionActor.Station),
        new(Resume, [.. Examiners]),
        new(Recover, [], SessionActor.Station),
        new(Finish, [.. Examiners]),
        new(TimeUp, [.. Examiners], SessionActor.Station),
        new(GiveUp, [.. Examiners, StaffRole.Invigilator]),
        new(Disqualify, [.. Examiners]),
        new(StopForSafety, [.. Examiners, StaffRole.Invigilator, StaffRole.Technician]),
        new(ReportFault, [.. Examiners]),
        new(Mark, [.. Examiners]),
        new(Override, [.. Examiners]),
        new(Rearm, [.. Examiners]),
        new(Conclude, [.. Examiners]),
        new(Sign, [.. Examiners], SessionActor.Candidate),
        new(SignAsChief, [StaffRole.ChiefExaminer]),
        new(Witness, [.. Examiners, StaffRole.Invigilator, StaffRole.Technician]),
        new(Seal, [.. Examiners]),
        new(SessionAct.Void, [], SessionActor.Centre),
    ];

    public static ImmutableArray<SessionMove> Moves { get; } =
    [
        new(NotOpened, Open, CheckedIn),
        .. Stay(Identify, Preparing), .. Stay(Assign, Preparing),
        new(CheckedIn, Identify, Identified), new(CheckedIn, Identify, SessionState.Assigned),
        new(Identified, Identify, CheckedIn), new(SessionState.Assigned, Identify, CheckedIn),
        new(Identified, Assign, SessionState.Assigned), new(SessionState.Assigned, Assign, Identified),
        .. Stay(CheckStart, Preparing), .. Stay(Pause, Preparing), .. Stay(Interrupt, Preparing), .. Stay(Resume, Preparing),
        new(SessionState.Assigned, Start, InSubject), new(SessionState.Assigned, Start, Paused), new(SessionState.Assigned, Start, SessionState.Interrupted),
        .. from act in new[] { GiveUp, Disqualify, StopForSafety, ReportFault } from state in Preparing select new SessionMove(state, act, Aborted),
        new(InSubject, Pause, Paused), new(SessionState.Interrupted, Pause, SessionState.Interrupted),
        .. from state in UnderWay select new SessionMove(state, Interrupt, SessionState.Interrupted),
        new(Paused, Resume, InSubject), new(SessionState.Interrupted, Resume, InSubject), new(SessionState.Interrupted, Resume, Paused), new(SessionState.Interrupted, Resume, SessionState.Interrupted),
        new(SessionState.Interrupted, Recover, InSubject), new(SessionState.Interrupted, Recover, Paused),
        .. Stay(Recover, [.. Preparing, .. UnderWay, Marking, Aborted, Signing]),
        .. from act in new[] { Finish, TimeUp, GiveUp, Disqualify, StopForSafety, ReportFault } from state in UnderWay select new SessionMove(state, act, Marking),
        .. Stay(Identify, [.. UnderWay, Marking, Aborted, Signing]),
        .. Stay(Mark, [.. UnderWay, Marking, Aborted]), .. Stay(Override, [.. UnderWay, Marking, Aborted]),
        .. Stay(Rearm, [.. Preparing, .. UnderWay, Marking, Aborted, Signing]),
        new(Marking, Conclude, Signing), new(Aborted, Conclude, Signing),
        .. Stay(Sign, Signing), .. Stay(SignAsChief, Signing), .. Stay(Witness, Signing),
        new(Signing, Seal, SessionState.Sealed),
        new(SessionState.Sealed, SessionAct.Void, SessionState.Voided),
    ];

    private static readonly ImmutableHashSet<(SessionState, SessionAct)> Possible = [.. Moves.Select(move => (move.From, move.Act))];
    private static readonly ImmutableDictionary<SessionAct, ActRule> ByAct = Rules.ToImmutableDictionary(rule => rule.Act);

    /// <summary>Whether the act is possible in that state at all.</summary>
    public static bool Allows(SessionState state, SessionAct act) => Possible.Contains((state, act));

    /// <summary>Whether staff of the part in that role may do it.</summary>
    public static bool Allows(StaffRole role, SessionAct act) => ByAct[act].Roles.Contains(role);

    public static ActRule RuleOf(SessionAct act) => ByAct[act];

    private static IEnumerable<SessionMove> Stay(SessionAct act, params SessionState[] states) => states.Select(state => new SessionMove(state, act, state));
}
