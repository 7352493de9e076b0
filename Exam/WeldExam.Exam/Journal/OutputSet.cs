using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Journal;

/// <summary>What the station orders of one of its outputs, or sees of it. Recorded before the order goes out.</summary>
/// <param name="Output">contactor, light-red, light-amber, light-green, horn.</param>
/// <param name="Wanted">The state ordered; unknown where nothing is ordered and the output is left as it is.</param>
/// <param name="Seen">The state as read back last; unknown when it was not.</param>
/// <param name="Cause">Why.</param>
/// <param name="By">Staff number; empty when the station did it by itself.</param>
/// <param name="Reason">In words: an examiner's reason, a light's pattern, what was seen on the wire. No personal data.</param>
/// <param name="Command">Idempotency of a human act; null when the station did it by itself.</param>
public sealed record OutputSet(
    string Output, SwitchState Wanted, SwitchState Seen, OutputCause Cause, string By, string Reason, CommandId? Command) : Entry;

/// <summary>Why an output was ordered. The numbers are part of the journal format.</summary>
public enum OutputCause
{
    /// <summary>A K2 part of an identified candidate is open.</summary>
    PartIdentified = 0,

    /// <summary>It is over, or nobody is identified any more.</summary>
    PartOver = 1,

    /// <summary>The emergency stop was seen; its wiring has acted by itself.</summary>
    EmergencyStop = 2,

    /// <summary>The over-current trip was seen; its wiring has acted by itself.</summary>
    OverCurrent = 3,

    /// <summary>An examiner at the booth lifts the lock, with a reason.</summary>
    Rearmed = 4,

    /// <summary>The program began and does not know what happened before.</summary>
    Started = 5,

    /// <summary>The contactor reads off though it was ordered on and had been on.</summary>
    Dropped = 6,

    /// <summary>What the output reads now.</summary>
    ReadBack = 7,

    /// <summary>Horn and light speak to the people at the booth.</summary>
    Signal = 8,
}
