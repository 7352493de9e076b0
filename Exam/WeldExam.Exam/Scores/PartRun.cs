using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Rules;
using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Scores;

/// <summary>One opened part: its bounds in time and its measured evidence.</summary>
internal sealed class PartRun(Paper paper, Opened opened, PartOpening part, PaperTask task, PartEvidence evidence)
{
    private ImmutableDictionary<string, Verdict>? _verdicts;

    public Paper Paper => paper;

    public Opened Opened => opened;

    public PartOpening Part => part;

    public PaperTask Task => task;

    public long? Start { get; private set; }

    public long? End { get; private set; }

    public EndReason? Reason { get; private set; }

    /// <summary>When the latest entry was recorded, microseconds on the axis.</summary>
    public long Latest { get; private set; }

    public void Take(in Placed placed)
    {
        Latest = Math.Max(Latest, placed.At);
        if (_verdicts is not null)
            return;
        switch (placed.Recorded.Entry)
        {
            case SubjectStarted when Start is null:
                Start = placed.At;
                break;
            case SubjectStarted:
                return;
            case SubjectEnded ended when End is null:
                (End, Reason) = (placed.At, ended.Reason);
                break;
        }

        if (End is null || placed.At <= End + PartScorer.SettlingTime.Microseconds())
            evidence.Take(placed, Latest, End);
    }

    public void BreakOff(long from)
    {
        if (_verdicts is null)
            evidence.BreakOff(from);
    }

    public ImmutableArray<Explanation> Explain() => evidence.Explain();

    public Outcome Decided(string check) => evidence.Decided(check);

    /// <summary>The final verdicts, if they have been asked for.</summary>
    public ImmutableDictionary<string, Verdict>? Concluded => _verdicts;

    /// <summary>Final verdicts; null before the end. What comes later no longer counts.</summary>
    public ImmutableDictionary<string, Verdict>? Verdicts() => End is { } end ? _verdicts ??= evidence.Conclude(end) : null;
}
