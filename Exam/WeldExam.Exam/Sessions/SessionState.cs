namespace WeldExam.Exam.Sessions;

/// <summary>Where a part stands, in full. <see cref="SessionPhase"/> is the same more coarsely, for lights, registers and lists.</summary>
public enum SessionState
{
    NotOpened = 0,

    /// <summary>已签到: opened for a candidate whose identity is not, or no longer, accepted.</summary>
    CheckedIn = 1,

    /// <summary>身份已核验: accepted; the staff is not complete.</summary>
    Identified = 2,

    /// <summary>已指派: identity and staff are settled.</summary>
    Assigned = 3,

    /// <summary>考试中: the examined time runs.</summary>
    InSubject = 4,

    /// <summary>暂停: a person let the examined time stand still.</summary>
    Paused = 5,

    /// <summary>中断: it stands still for another reason.</summary>
    Interrupted = 6,

    /// <summary>评分: the examined time is over; marks are completed.</summary>
    Marking = 7,

    /// <summary>签字: the sheet lies for signature.</summary>
    Signing = 8,

    /// <summary>已封存.</summary>
    Sealed = 9,

    /// <summary>未开考即终止: over before the examined time began. No candidate signs it.</summary>
    Aborted = 10,

    /// <summary>作废: taken out of account by the centre after the seal.</summary>
    Voided = 11,
}
