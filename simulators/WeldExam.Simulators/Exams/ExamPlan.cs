using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Welders;

namespace WeldExam.Simulators.Exams;

/// <summary>How one simulated candidate sits the exam.</summary>
/// <param name="Name">For messages; a made-up one.</param>
/// <param name="Card">The candidate's synthetic card.</param>
/// <param name="Tasks">The tasks, in order.</param>
/// <param name="Skill">How the candidate welds.</param>
/// <param name="WelderSeed">Draws the hesitations.</param>
/// <param name="Mistakes">Manual deductions that both examiners see.</param>
/// <param name="Staff">Staff numbers of the examiners.</param>
public sealed record ExamPlan(
    string Name,
    ResidentCard Card,
    ImmutableArray<string> Tasks,
    WelderSkill Skill,
    int WelderSeed,
    ImmutableHashSet<string> Mistakes,
    ImmutableArray<string> Staff);
