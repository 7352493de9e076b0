using System.Collections.Immutable;
using System.Text.Json;
using WeldExam.Exam.Audit;

namespace WeldExam.Ingest.Api;

/// <summary>What deserves a second look in a part. It accuses nobody and changes no points.</summary>
/// <param name="Score">0 … 100; the higher, the earlier it should be looked at.</param>
/// <param name="Findings">What was found.</param>
public sealed record AuditView(int Score, ImmutableArray<AuditFindingView> Findings)
{
    internal static AuditView Of(AuditReport report) => new(
        report.Score, [.. report.Findings.Select(finding => new AuditFindingView(JsonNamingPolicy.CamelCase.ConvertName(finding.Sign.ToString()), finding.Count, finding.Weight, finding.About))]);
}

/// <param name="Sign">sameReadings, frozenReadings, arcTooLong, proposalsRejected, currentWithoutVoltage, contradiction or overriddenForCandidate.</param>
/// <param name="Count">How often.</param>
/// <param name="Weight">Its part of the score.</param>
/// <param name="About">Ids of deductions, conflicts or journals, or seconds since the examined time began.</param>
public sealed record AuditFindingView(string Sign, int Count, int Weight, ImmutableArray<string> About);
