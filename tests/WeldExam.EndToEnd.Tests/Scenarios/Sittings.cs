using WeldExam.EndToEnd.Tests.Rig;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;

namespace WeldExam.EndToEnd.Tests.Scenarios;

/// <summary>A sitting around one welding part: the other subjects have the same points for everybody.</summary>
internal static class Sittings
{
    public const decimal PointsElsewhere = 85;

    public static SittingResult Of(ScoreSheet welding) => (SittingResult)SittingTotal.Of(
        ExamPoint.Paper,
        [.. ExamPoint.Paper.Subjects.Select((subject, i) => new PartResult(
            new JournalId(new Guid(i + 1, 0, 0, new byte[8])),
            default,
            subject.Id == welding.Part.Subject ? welding : welding with
            {
                Part = welding.Part with { Subject = subject.Id },
                Points = PointsElsewhere,
                IsVetoed = false,
            }))]);
}
