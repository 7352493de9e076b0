using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Outputs;

/// <summary>What is seen of the booth at one moment.</summary>
/// <param name="Now">The box's clock.</param>
/// <param name="EmergencyStop">On: pressed.</param>
/// <param name="OverCurrent">On: tripped; off where the station has no such signal.</param>
/// <param name="Arc">On: current flows.</param>
/// <param name="Contactor">As read back.</param>
public readonly record struct ArmingSight(
    MonotonicTick Now, SwitchState EmergencyStop, SwitchState OverCurrent, SwitchState Arc, SwitchState Contactor);
