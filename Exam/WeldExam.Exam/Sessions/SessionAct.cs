using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Sessions;

/// <summary>What can be done to a part, by a person or by the station.</summary>
public enum SessionAct
{
    Open,
    Identify,
    Assign,
    CheckStart,
    Start,
    Pause,

    /// <summary>The station says why the examined time stands still.</summary>
    Interrupt,

    /// <summary>A person lets the examined time go on.</summary>
    Resume,

    /// <summary>The recorder goes on by itself.</summary>
    Recover,
    Finish,
    TimeUp,
    GiveUp,
    Disqualify,
    StopForSafety,
    ReportFault,
    Mark,
    Override,
    Rearm,
    Conclude,
    Sign,
    SignAsChief,

    /// <summary>Bears witness that a refusal to sign was read aloud.</summary>
    Witness,
    Seal,
    Void,
}

/// <summary>Which act an entry is.</summary>
internal static class SessionActs
{
    /// <summary>Null for evidence, which nobody does and nobody may refuse, and for entries of other journals.</summary>
    public static SessionAct? Of(Entry entry) => entry switch
    {
        Opened => SessionAct.Open,
        IdentityChecked => SessionAct.Identify,
        Assigned or StaffDrawn or StaffJudged => SessionAct.Assign,
        StartState => SessionAct.CheckStart,
        SubjectStarted => SessionAct.Start,
        SubjectEnded ended => Of(ended.Reason),
        Interrupted { Cause: InterruptionCause.Paused } => SessionAct.Pause,
        Interrupted => SessionAct.Interrupt,
        Resumed resumed => NeedsPerson(resumed.Cause) ? SessionAct.Resume : SessionAct.Recover,
        Marked => SessionAct.Mark,
        Overridden => SessionAct.Override,
        OutputSet { Cause: OutputCause.Rearmed } => SessionAct.Rearm,
        Concluded => SessionAct.Conclude,
        Signed signed => Of(signed.Role),
        SignedWithObjection signed => Of(signed.Role),
        RefusedToSign refused => Of(refused.Role),
        Sealed => SessionAct.Seal,
        Voided => SessionAct.Void,
        _ => null,
    };

    /// <summary>Whether the examined time goes on only when somebody assigned says so.</summary>
    public static bool NeedsPerson(InterruptionCause cause) =>
        cause is InterruptionCause.Paused or InterruptionCause.DeviceFault or InterruptionCause.EmergencyStop or InterruptionCause.PowerLost;

    private static SessionAct Of(EndReason reason) => reason switch
    {
        EndReason.Finished => SessionAct.Finish,
        EndReason.TimeUp => SessionAct.TimeUp,
        EndReason.GaveUp => SessionAct.GiveUp,
        EndReason.Disqualified => SessionAct.Disqualify,
        EndReason.Stopped => SessionAct.StopForSafety,
        EndReason.EquipmentFault => SessionAct.ReportFault,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason"),
    };

    private static SessionAct Of(Signatory role) => role == Signatory.ChiefExaminer ? SessionAct.SignAsChief : SessionAct.Sign;
}
