using System.Collections.Immutable;
using WeldExam.Exam.Scores;

namespace WeldExam.Exam.Results;

/// <summary>What happens to a result after the seal. Nothing of it alters a sealed part.</summary>
public abstract record ResultAct
{
    private protected ResultAct()
    {
    }
}

/// <summary>Every chain verifies and every part scores to the bytes that were sealed.</summary>
public sealed record ResultVerified : ResultAct;

/// <param name="By">Staff number of a chief examiner, or the exam centre's.</param>
public sealed record ResultConfirmed(string By) : ResultAct;

public sealed record ResultPublished(DateOnly On) : ResultAct;

/// <summary>The candidate, at the signing or later, objects; the points stand until it is decided.</summary>
/// <param name="Number">Of the objection.</param>
/// <param name="Items">What it is about; empty for the whole.</param>
public sealed record ObjectionRaised(int Number, ImmutableArray<string> Items) : ResultAct;

/// <summary>Two people who did not judge the parts decide on an objection.</summary>
/// <param name="Number">Of the objection.</param>
/// <param name="By">The first.</param>
/// <param name="SecondBy">The second, another person.</param>
/// <param name="Reason">Why. No personal data.</param>
/// <param name="Revised">The new total where the objection is upheld; null where it is not.</param>
public sealed record ObjectionDecided(int Number, string By, string SecondBy, string Reason, SittingResult? Revised) : ResultAct;

/// <summary>A clerical or other error put right by two people.</summary>
public sealed record ResultCorrected(string By, string SecondBy, string Reason, SittingResult Revised) : ResultAct;

/// <summary>Void, by two people, with a reason.</summary>
public sealed record ResultAnnulled(string By, string SecondBy, string Reason) : ResultAct;
