using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Scores;

/// <summary>(paper, journal) → sheet: the same on the box, at the centre and on an auditor's laptop.</summary>
public static class Scoring
{
    /// <summary>Scores a whole journal of one part.</summary>
    public static ScoreOutcome Score(Paper paper, IReadOnlyList<Recorded> journal)
    {
        var scorer = new PartScorer(paper);
        for (var i = 0; i < journal.Count; i++)
            scorer.Take(journal[i]);
        scorer.Close();
        return scorer.Conclude();
    }
}
