using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Scores;

namespace WeldExam.Exam.Results;

/// <summary>A result with all that happened to it: the fold of the seal and what followed. It is changed by acts alone, and an act that may
/// not be is refused and changes nothing.</summary>
/// <param name="Total">The total that stands.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Revision">0 for the sealed one; each upheld objection or correction adds one and must be confirmed again.</param>
/// <param name="Judges">Who judged the parts: none of them decides on an objection.</param>
/// <param name="Open">Objections that nobody has decided on.</param>
/// <param name="History">The acts taken, in order.</param>
public sealed record ExamResult(
    SittingResult Total, ResultStatus Status, int Revision, ImmutableHashSet<string> Judges, ImmutableSortedSet<int> Open, ImmutableArray<ResultAct> History)
{
    /// <summary>What the seal says.</summary>
    public static ExamResult Sealed(SittingResult total, IEnumerable<string> judges) => new(total, ResultStatus.Provisional, 0, [.. judges], [], []);

    /// <summary>Why <paramref name="act"/> may not be now; null when it may.</summary>
    public ResultRefusal? Refuses(ResultAct act) => Status == ResultStatus.Annulled ? ResultRefusal.Annulled : act switch
    {
        ResultVerified => Status == ResultStatus.Provisional ? null : ResultRefusal.NotNow,
        ResultConfirmed => Confirm(),
        ResultPublished => Status == ResultStatus.Confirmed ? Settled() : ResultRefusal.NotConfirmed,
        ObjectionRaised raised => History.OfType<ObjectionRaised>().Any(earlier => earlier.Number == raised.Number) ? ResultRefusal.NumberUsed : null,
        ObjectionDecided decided => Decide(decided),
        ResultCorrected corrected => Two(corrected.By, corrected.SecondBy, corrected.Reason) ?? Same(corrected.Revised),
        ResultAnnulled annulled => Two(annulled.By, annulled.SecondBy, annulled.Reason),
        _ => ResultRefusal.NotNow,
    };

    /// <summary>The result after <paramref name="act"/>.</summary>
    /// <exception cref="InvalidOperationException">The act is refused.</exception>
    public ExamResult Take(ResultAct act)
    {
        if (Refuses(act) is { } refusal)
            throw new InvalidOperationException($"{act.GetType().Name}: {refusal}");
        return (act switch
        {
            ResultVerified => this with { Status = ResultStatus.Verified },
            ResultConfirmed => this with { Status = ResultStatus.Confirmed },
            ResultPublished => this with { Status = ResultStatus.Published },
            ObjectionRaised raised => this with { Open = Open.Add(raised.Number) },
            ObjectionDecided { Revised: null } decided => this with { Open = Open.Remove(decided.Number) },
            ObjectionDecided { Revised: { } revised } decided => Revise(revised) with { Open = Open.Remove(decided.Number) },
            ResultCorrected corrected => Revise(corrected.Revised),
            _ => this with { Status = ResultStatus.Annulled },
        }) with
        { History = History.Add(act) };
    }

    /// <summary>Rests on parts that were verified before, so it need not be again; but nobody has confirmed it.</summary>
    private ExamResult Revise(SittingResult revised) =>
        this with { Total = revised, Revision = Revision + 1, Status = Status == ResultStatus.Provisional ? ResultStatus.Provisional : ResultStatus.Verified };

    private ResultRefusal? Confirm()
    {
        if (Status != ResultStatus.Verified)
            return Status == ResultStatus.Provisional ? ResultRefusal.NotVerified : ResultRefusal.NotNow;
        if (Total.IsTest || Total.Mode == ExamMode.Practice)
            return ResultRefusal.NoExam;
        return Settled();
    }

    private ResultRefusal? Settled() =>
        Total.Outcome == SittingOutcome.Incomplete ? ResultRefusal.Incomplete : Open.IsEmpty ? null : ResultRefusal.UnderObjection;

    private ResultRefusal? Decide(ObjectionDecided decided)
    {
        if (!Open.Contains(decided.Number))
            return ResultRefusal.NoSuchObjection;
        if (Judges.Contains(decided.By) || Judges.Contains(decided.SecondBy))
            return ResultRefusal.OwnJudgement;
        return Two(decided.By, decided.SecondBy, decided.Reason) ?? (decided.Revised is { } revised ? Same(revised) : null);
    }

    private ResultRefusal? Same(SittingResult revised) =>
        revised.Sitting == Total.Sitting && revised.Candidate == Total.Candidate && revised.Paper.Hash == Total.Paper.Hash ? null : ResultRefusal.OtherSitting;

    private static ResultRefusal? Two(string by, string secondBy, string reason) =>
        by == secondBy ? ResultRefusal.SamePersonTwice : string.IsNullOrWhiteSpace(reason) ? ResultRefusal.ReasonMissing : null;
}

/// <summary>Reasons against an act on a result.</summary>
public enum ResultRefusal
{
    NotNow = 0,
    NotVerified = 1,
    NotConfirmed = 2,

    /// <summary>Practice, or simulated devices took part.</summary>
    NoExam = 3,
    Incomplete = 4,
    UnderObjection = 5,
    NumberUsed = 6,
    NoSuchObjection = 7,

    /// <summary>Who judged a part does not decide on an objection to it.</summary>
    OwnJudgement = 8,
    SamePersonTwice = 9,
    ReasonMissing = 10,

    /// <summary>A revision of another candidate's or another paper's result.</summary>
    OtherSitting = 11,
    Annulled = 12,
}
