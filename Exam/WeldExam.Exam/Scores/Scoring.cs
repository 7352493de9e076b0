using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;

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

    /// <summary>Why the checks of an item or of one deduction came out as they did; empty if there is no such check, or the part never ended.</summary>
    public static ImmutableArray<Explanation> Explain(Paper paper, IReadOnlyList<Recorded> journal, string id)
    {
        var scorer = new PartScorer(paper, id);
        for (var i = 0; i < journal.Count; i++)
            scorer.Take(journal[i]);
        scorer.Close();
        return scorer.Explain();
    }
}
