using System.Collections.Immutable;

namespace WeldExam.Simulators.Examiners;

/// <summary>What one examiner marks during a performance.</summary>
public sealed record ExaminerScript(string Examiner, ImmutableArray<ExaminerStep> Steps);
