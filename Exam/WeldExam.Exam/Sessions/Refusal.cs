namespace WeldExam.Exam.Sessions;

/// <summary>Why an act may not be recorded.</summary>
/// <param name="Reason">For programs and message catalogues.</param>
/// <param name="Detail">What exactly, such as the ids that are missing; empty when the reason says all.</param>
public sealed record Refusal(RefusalReason Reason, string Detail)
{
    public override string ToString() => Detail.Length == 0 ? $"{Reason}" : $"{Reason}: {Detail}";
}

/// <summary>Reasons against an act.</summary>
public enum RefusalReason
{
    /// <summary>The same command was recorded before: answer it again, record nothing.</summary>
    AlreadyRecorded,

    /// <summary>The command stands for another act.</summary>
    CommandReused,

    /// <summary>The journal has not been opened as a part, or it has been already.</summary>
    NotThisEntryNow,

    /// <summary>Opened under another paper or for a task it does not have.</summary>
    WrongPaper,

    /// <summary>A sample paper decides no exam unless a policy allows it.</summary>
    SamplePaper,
    TaskCardMissing,
    IdentityMissing,

    /// <summary>Checked and not accepted, or a required factor is missing.</summary>
    IdentityNotAccepted,

    /// <summary>The start state was not checked after the identity, or a condition does not hold.</summary>
    StartStateNotHeld,
    ExaminersMissing,

    /// <summary>The person is not assigned to this part.</summary>
    NotAssigned,

    /// <summary>The person is assigned, but not in a role that may do it.</summary>
    RoleMayNot,

    /// <summary>In an exam each act names a person.</summary>
    PersonMissing,

    /// <summary>The emergency stop is still pressed, or cannot be read.</summary>
    StopPressed,

    /// <summary>The second signature is of the same person.</summary>
    SamePersonTwice,

    /// <summary>The paper has no such item or deduction, or it does not apply so often.</summary>
    NotInPaper,
    NotStarted,
    AlreadyStarted,
    AlreadyInterrupted,
    NotInterrupted,
    AlreadyEnded,
    NotEnded,
    AlreadyConcluded,
    NotConcluded,

    /// <summary>The sheet's bytes and hash do not belong together, or another sheet was shown.</summary>
    WrongSheet,

    /// <summary>That person has signed or refused already.</summary>
    AlreadySigned,

    /// <summary>The candidate or an examiner has neither signed nor refused.</summary>
    SignaturesMissing,
    Sealed,
}

/// <summary>Where a part stands.</summary>
public enum SessionPhase
{
    NotOpened = 0,

    /// <summary>Identity, start state and staff are being settled.</summary>
    Preparing = 1,
    Running = 2,

    /// <summary>The examined time stands still.</summary>
    Interrupted = 3,

    /// <summary>The examined time is over; marks are completed.</summary>
    Ended = 4,

    /// <summary>The sheet lies for signature.</summary>
    Concluded = 5,
    Sealed = 6,
}
