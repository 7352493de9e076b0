using WeldExam.Centre.Archive;
using WeldExam.Contracts.Files;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Verification;

/// <summary>Whether a part in exam mode was allowed to use its sample paper: by a policy that the centre itself signed, whatever the box says.</summary>
internal static class PaperPermission
{
    /// <returns>Why not; null when it was, or needed no permission.</returns>
    public static string? Fault(PaperRow paper, IReadOnlyList<PolicyRow> policies, IReadOnlyList<Recorded> journal)
    {
        if (paper.Status != "sample" || journal is not [{ Entry: Opened { Part: { Mode: ExamMode.Exam } part } opened }, ..])
            return null;
        var clock = journal.Select(recorded => recorded.Entry).OfType<ClockAnchor>().FirstOrDefault();
        foreach (var row in policies.Where(row => part.Policies.Contains(row.Hash)))
        {
            if (PaperPolicy.TryRead(row.Content.Span, out _) is { } policy && policy.Paper() == part.Paper && policy.Point == opened.Point
                && clock is not null && policy.StandingAt(clock) == PolicyStanding.InForce)
            {
                return null;
            }
        }

        return $"an exam under sample paper {paper.Id} {paper.Version} without a policy of the centre that was in force; it names {part.Policies.Length}";
    }
}
