using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Journal;

/// <summary>Current flows on a rig of the station that is not the task's, or no longer does. Never a deduction by itself: it may be anybody's.</summary>
/// <param name="Channel">The current of that rig.</param>
/// <param name="Rig">The rig, as the station's file names it.</param>
/// <param name="State">On: it flows. Off: it ceased. Unknown: it flowed, and can no longer be read.</param>
public sealed record OtherRigCurrent(int Channel, string Rig, SwitchState State) : Entry;
