using System.Collections.Immutable;

namespace WeldExam.Exam.Journal;

/// <summary>A verdict on who is at the station. Carries results, never the personal data they rest on.</summary>
/// <param name="IsAccepted">Whether the person may sit the part.</param>
/// <param name="Factors">What was checked, in order.</param>
/// <param name="Staff">Who of the staff answered for it; empty when only machines did.</param>
public sealed record IdentityChecked(bool IsAccepted, ImmutableArray<FactorResult> Factors, ImmutableArray<string> Staff) : Entry;

/// <summary>One factor of an identity check.</summary>
/// <param name="Factor">idCard, roster, fingerprint, face, manual.</param>
/// <param name="Passed">Its result.</param>
/// <param name="Device">The reader, with its serial number where it has one (SAM id).</param>
/// <param name="Reason">Why it failed, or what it rests on.</param>
public sealed record FactorResult(string Factor, bool Passed, string Device, string Reason);
