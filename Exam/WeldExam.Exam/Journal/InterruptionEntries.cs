namespace WeldExam.Exam.Journal;

/// <summary>The examined time stands still, or nobody knows what happened meanwhile.</summary>
public sealed record Interrupted(InterruptionCause Cause, string Detail) : Entry;

/// <summary>The recorder goes on. First entry of every epoch but the first, and the end of a pause.</summary>
/// <param name="Cause">What had interrupted it.</param>
/// <param name="DroppedBytes">Bytes of a torn tail that were set aside; 0 when the file was whole.</param>
/// <param name="Detail">For people: what recovery found.</param>
public sealed record Resumed(InterruptionCause Cause, long DroppedBytes, string Detail) : Entry;

/// <summary>The numbers are part of the journal format.</summary>
public enum InterruptionCause
{
    /// <summary>The program ended without closing the journal.</summary>
    RecorderStopped = 0,

    /// <summary>The disk refused or a flush failed.</summary>
    StorageFault = 1,

    /// <summary>A person paused the part.</summary>
    Paused = 2,

    /// <summary>A device that the task cannot do without is silent.</summary>
    DeviceFault = 3,

    /// <summary>The recorder could not keep up with the devices.</summary>
    Stalled = 4,

    /// <summary>The emergency stop was pressed; whoever is assigned lets the time go on once it is released.</summary>
    EmergencyStop = 5,

    /// <summary>The box was without power in the examined time, and so perhaps was the booth: somebody assigned lets the time go on.</summary>
    PowerLost = 6,
}
