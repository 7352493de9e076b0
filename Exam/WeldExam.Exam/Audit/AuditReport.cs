using System.Collections.Immutable;

namespace WeldExam.Exam.Audit;

/// <summary>What about a part deserves a second look. It orders the work of those who audit; it never deducts, and it accuses nobody.</summary>
/// <param name="Score">0 … 100: the findings' weights together, at most 100.</param>
/// <param name="Findings">In the order of <see cref="AuditSign"/>.</param>
/// <param name="Readings">Hash over the readings of current and voltage while welding, which no two welds share; null where too few were taken.</param>
public sealed record AuditReport(int Score, ImmutableArray<AuditFinding> Findings, Hash256? Readings)
{
    public static AuditReport Of(IEnumerable<AuditFinding> findings, Hash256? readings)
    {
        ImmutableArray<AuditFinding> found = [.. findings.Where(finding => finding.Count > 0).OrderBy(finding => finding.Sign)];
        return new(Math.Min(100, found.Sum(finding => finding.Weight)), found, readings);
    }
}

/// <param name="Sign">What was found.</param>
/// <param name="Count">How often.</param>
/// <param name="About">Ids of deductions, conflicts or journals; for readings the seconds since the examined time began.</param>
public sealed record AuditFinding(AuditSign Sign, int Count, ImmutableArray<string> About)
{
    /// <summary>The more often, the heavier, up to three times; what stands alone counts once.</summary>
    public int Weight => Sign switch
    {
        AuditSign.SameReadings => 100,
        AuditSign.FrozenReadings => 40,
        AuditSign.ArcTooLong => 30,
        AuditSign.ProposalsRejected => 30,
        AuditSign.CurrentWithoutVoltage => 20,
        AuditSign.Contradiction => 20 * Math.Min(Count, 2),
        _ => 10 * Math.Min(Count, 3),
    };
}

/// <summary>Signs for the audit. The words travel in reports and never change meaning.</summary>
public enum AuditSign
{
    /// <summary>Another part holds the very same readings: a copied journal or a played-back signal.</summary>
    SameReadings = 0,

    /// <summary>Current and voltage of an arc stood still, digit by digit, over at least ten refreshes and five seconds: no arc does.</summary>
    FrozenReadings = 1,

    /// <summary>A stick electrode burnt for longer than four minutes without a break: none is that long.</summary>
    ArcTooLong = 2,

    /// <summary>Two or more proposals of the machine, and every one was rejected.</summary>
    ProposalsRejected = 3,

    /// <summary>Current without any voltage for three seconds: even a dead short shows some.</summary>
    CurrentWithoutVoltage = 4,

    /// <summary>A cross-check of the paper failed.</summary>
    Contradiction = 5,

    /// <summary>What the machine had found was overridden for the candidate.</summary>
    OverriddenForCandidate = 6,
}
