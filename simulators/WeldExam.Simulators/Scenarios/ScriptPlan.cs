using WeldExam.Simulators.Examiners;
using WeldExam.Simulators.Scripts;

namespace WeldExam.Simulators.Scenarios;

/// <summary>A performance that can be started, and what an examiner does meanwhile.</summary>
/// <param name="Performance">Its name is the script's.</param>
/// <param name="StartsAtOnce">Runs when the station starts; else when told.</param>
public sealed record ScriptPlan(Performance Performance, bool StartsAtOnce)
{
    public ExaminerScript? Examiner { get; init; }
}
