namespace WeldExam.Exam.Journal;

/// <summary>The examined time begins.</summary>
public sealed record SubjectStarted(CommandId Command, string By) : Entry;

/// <summary>The examined time is over.</summary>
/// <param name="Command">Idempotency.</param>
/// <param name="By">Staff number, or <see cref="ByStation"/>.</param>
/// <param name="Reason">Why.</param>
public sealed record SubjectEnded(CommandId Command, string By, EndReason Reason) : Entry
{
    /// <summary>The station itself, by its monotonic clock: only when the time is up.</summary>
    public const string ByStation = "station";
}

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
