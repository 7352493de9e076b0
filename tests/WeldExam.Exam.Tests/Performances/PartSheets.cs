using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Tests.Performances;

/// <summary>Sheets of the parts that examiners alone judge.</summary>
internal static class PartSheets
{
    public static ScoreSheet Manual(
        string subject, string task, IEnumerable<Marked> marks, EndReason reason = EndReason.Finished, JournalId? replaces = null)
    {
        var paper = SamplePaper.Paper;
        Entry[] entries =
        [
            new Opened(JournalKind.Part, "point", "station", "box", new(
                new(new Guid(9, 0, 0, new byte[8])), "candidate", subject, task, paper.Id, paper.Hash, paper.Semantics, ["K1", "K2", "K3", "K4"], 1,
                ExamMode.Practice, IsTest: true, null, replaces, [], [])),
            new Assigned([new("E-01", StaffRole.Examiner), new("E-02", StaffRole.Examiner)]),
            new SubjectStarted(default, "E-01"),
            .. marks,
            new SubjectEnded(default, "E-01", reason),
        ];
        return Assert.IsType<ScoreSheet>(Scoring.Score(paper, [.. entries.Select((entry, i) => new Recorded(0, default, new MonotonicTick(i * 1_000_000), entry))]));
    }

    /// <summary>Everything met but these.</summary>
    public static ScoreSheet Lost(string subject, string task, params (string Deduction, int Times)[] lost)
    {
        var number = 0;
        CommandId Next() => new(new Guid(++number, 0, 0, new byte[8]));
        return Manual(subject, task, [
            .. SamplePaper.Paper.Task(task)!.Items.Select(item => new Marked(Next(), "E-01", item.Id, null, MarkKind.Met, 0, null, string.Empty)),
            .. lost.Select(l => new Marked(Next(), "E-01", l.Deduction[..l.Deduction.LastIndexOf('.')], l.Deduction, MarkKind.Deduct, l.Times, null, string.Empty))]);
    }
}
