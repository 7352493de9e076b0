using WeldExam.Drivers.Outputs;
using WeldExam.Exam.Signals;

namespace WeldExam.Station.Outputs;

/// <summary>How one output stands.</summary>
/// <param name="Output">contactor, light-red, …</param>
/// <param name="Pattern">What was ordered; null before the first order.</param>
/// <param name="Seen">As read back last.</param>
/// <param name="Fault">Why it is not as ordered, or cannot be read; empty when all is well.</param>
public sealed record OutputState(string Output, OutputPattern? Pattern, SwitchState Seen, string Fault);
