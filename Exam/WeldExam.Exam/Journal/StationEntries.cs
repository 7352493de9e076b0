using System.Collections.Immutable;

namespace WeldExam.Exam.Journal;

/// <summary>A signed, content-addressed file (paper, roster, policy) is in force at this station from now on.</summary>
/// <param name="Kind">paper, roster, policy.</param>
/// <param name="Name">For people.</param>
/// <param name="Content">SHA-256 of the file.</param>
public sealed record FileAdopted(string Kind, string Name, Hash256 Content) : Entry;

/// <summary>The readiness gate's answer for one task, and each reason against it.</summary>
public sealed record ReadinessChecked(string Task, bool IsReady, ImmutableArray<string> Reasons) : Entry;
