using System.Collections.Immutable;

namespace WeldExam.Drivers.Scanning;

/// <summary>How far a scan came and what it found. Nothing found where <see cref="IsWhole"/> is false means nothing.</summary>
/// <param name="Plan">What was to be asked.</param>
/// <param name="Next">The first step that is not concluded; a scan that is resumed begins there.</param>
/// <param name="Findings">In the order in which they were made.</param>
public sealed record ScanReport(ScanPlan Plan, int Next, ImmutableArray<ScanFinding> Findings)
{
    public bool IsWhole => Next == Plan.Steps.Length && !Findings.Any(finding => finding is SettingGivenUp);

    public IEnumerable<UnitFound> Units => Findings.OfType<UnitFound>();

    /// <summary>Every unit that was asked behind TCP answered: the device there does not look at the number, and it is one device.</summary>
    public bool AnswersToAnyUnit =>
        Next == Plan.Steps.Length
        && Plan.Steps.Select(step => step.Unit).Distinct().Count() is > 1 and var asked
        && Units.Where(unit => unit.Settings is null).Select(unit => unit.Unit).Distinct().Count() == asked;
}

/// <summary>A step is concluded.</summary>
/// <param name="Done">Steps that are.</param>
/// <param name="Total">Steps of the plan.</param>
/// <param name="Step">The last one.</param>
/// <param name="Finding">What it brought; null for silence.</param>
public sealed record ScanProgress(int Done, int Total, ScanStep Step, ScanFinding? Finding);
