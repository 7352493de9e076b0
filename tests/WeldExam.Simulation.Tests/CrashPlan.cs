namespace WeldExam.Simulation.Tests;

/// <summary>When and how the box stops, drawn from the seed.</summary>
/// <param name="Crashes">How many times.</param>
/// <param name="LongestLife">Steps of the pump, or ten times the operations of the disk, that one life lasts at most.</param>
/// <param name="WhileExamined">Whether it stops during the examined time too; otherwise only before and after.</param>
/// <param name="DiskFaults">Whether flushes, appends and replacements fail now and then besides.</param>
/// <param name="Link">How the link to the product's own centre behaves; null for the least of centres without a link.</param>
internal sealed record CrashPlan(int Crashes, int LongestLife = 100, bool WhileExamined = true, bool DiskFaults = true, LinkFaults? Link = null)
{
    public static readonly CrashPlan None = new(0);
}
