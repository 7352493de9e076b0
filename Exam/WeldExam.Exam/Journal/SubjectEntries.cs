namespace WeldExam.Exam.Journal;

/// <summary>The examined time begins.</summary>
public sealed record SubjectStarted(CommandId Command, string By) : Entry;

/// <summary>The examined time is over.</summary>
public sealed record SubjectEnded(CommandId Command, string By, EndReason Reason) : Entry;

/// <summary>Why a part ended. The numbers are part of the journal format.</summary>
public enum EndReason
{
    /// <summary>The candidate reported the task done.</summary>
    Finished = 0,
    TimeUp = 1,

    /// <summary>弃考.</summary>
    GaveUp = 2,

    /// <summary>违纪.</summary>
    Disqualified = 3,

    /// <summary>Stopped for safety.</summary>
    Stopped = 4,

    /// <summary>Equipment fault: consumes no attempt.</summary>
    EquipmentFault = 5,
}
