using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.People;

namespace WeldExam.Exam.Sessions;

/// <summary>What is known of an earlier part by whoever holds it.</summary>
/// <param name="Candidate">Whose it was.</param>
/// <param name="Subject">Which subject.</param>
/// <param name="MerkleRoot">Under which root it was sealed; null while it is not.</param>
/// <param name="IsVoided">Whether the centre has taken it out of account.</param>
public sealed record EarlierPart(string Candidate, string Subject, Hash256? MerkleRoot, bool IsVoided);

/// <summary>Whether a re-sit may keep what it names of earlier sittings.</summary>
public static class Resit
{
    /// <summary>Everything against it; empty when nothing is.</summary>
    /// <param name="candidate">Who re-sits.</param>
    /// <param name="held">The subjects that the re-sit holds itself.</param>
    /// <param name="keeps">What it keeps.</param>
    /// <param name="earlier">What is known here of an earlier part; null where it was held elsewhere, and the centre's signature under the roster speaks for it.</param>
    /// <param name="day">When.</param>
    public static ImmutableArray<ResitRefusal> Refuse(
        string candidate, ImmutableArray<string> held, ImmutableArray<KeptSubject> keeps, Func<JournalId, EarlierPart?> earlier, ExamDay day)
    {
        var refusals = ImmutableArray.CreateBuilder<ResitRefusal>();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var subject in keeps)
        {
            if (held.Contains(subject.Subject))
                refusals.Add(new(ResitFault.HeldAgain, subject.Subject));
            if (!kept.Add(subject.Subject))
                refusals.Add(new(ResitFault.Twice, subject.Subject));
            if (subject.ValidUntil < day.Last)
                refusals.Add(new(ResitFault.Expired, subject.Subject));
            if (earlier(subject.Part) is { } part
                && (part.Candidate != candidate || part.Subject != subject.Subject || part.MerkleRoot != subject.MerkleRoot || part.IsVoided))
            {
                refusals.Add(new(ResitFault.OtherPart, subject.Subject));
            }
        }

        return refusals.ToImmutable();
    }
}

/// <summary>One reason against keeping a subject.</summary>
public sealed record ResitRefusal(ResitFault Fault, string Subject);

/// <summary>Reasons against keeping a subject.</summary>
public enum ResitFault
{
    /// <summary>Its validity is over, or may be.</summary>
    Expired,

    /// <summary>The re-sit holds the subject itself.</summary>
    HeldAgain,

    /// <summary>Kept more than once.</summary>
    Twice,

    /// <summary>Not that candidate's part of that subject under that seal, or voided.</summary>
    OtherPart,
}
