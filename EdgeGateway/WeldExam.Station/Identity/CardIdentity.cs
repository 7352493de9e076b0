using WeldExam.Drivers.IdCards;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Identity;

/// <summary>From a card on the reader to a verdict: the card must be sound and the number on the roster. Nothing personal leaves this method.</summary>
public static class CardIdentity
{
    /// <param name="outcome">What the reader gave.</param>
    /// <param name="reader">The reader's name, with its serial number where it has one.</param>
    /// <param name="roster">Who is expected.</param>
    /// <param name="key">Null where the point has no roster.</param>
    /// <param name="mode">In practice, and only there, a sound card is enough until the first roster comes.</param>
    /// <param name="id">Names the check.</param>
    /// <param name="now">When it is made.</param>
    public static IdentityVerdict Judge(CardOutcome outcome, string reader, IRoster roster, RosterKey? key, ExamMode mode, Guid id, MonotonicTick now)
    {
        if (outcome is not CardRead read)
        {
            var refused = (CardRefused)outcome;
            var reason = refused.Detail.Length == 0 ? refused.Reason.ToString() : $"{refused.Reason}: {refused.Detail}";
            return new(id, now, null, new(false, [new("idCard", false, reader, reason)], []));
        }

        var card = new FactorResult("idCard", true, reader, "read, number and validity checked");
        if (mode == ExamMode.Practice && !roster.IsInForce)
            return new(id, now, RosterCandidate.Practising(id), new(true, [card, new("roster", false, "roster", "NoRoster: practice only")], []));
        var candidate = key is null ? null : roster.Find(key.LookUpKeyOf(read.Card.Number));
        var listed = new FactorResult("roster", candidate is not null, "roster", candidate is not null ? "listed" : key is null ? "NoRoster" : "NotOnRoster");
        return new(id, now, candidate, new(candidate is not null, [card, listed], []));
    }
}
