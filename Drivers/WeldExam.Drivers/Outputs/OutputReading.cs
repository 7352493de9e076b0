using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Outputs;

/// <summary>An output as it was read back.</summary>
/// <param name="At">When.</param>
/// <param name="Seen">Its state; unknown when it could not be read.</param>
/// <param name="Quality">Good, or why not.</param>
/// <param name="Cause">For a technician; empty when good.</param>
public readonly record struct OutputReading(MonotonicTick At, SwitchState Seen, Quality Quality, string Cause);
