using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Sessions;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Flow;

/// <summary>What became of a human act.</summary>
public abstract record Answer
{
    private protected Answer()
    {
    }
}

/// <summary>It is on disk.</summary>
/// <param name="Journal">In which journal.</param>
/// <param name="Again">The same command had been recorded before; nothing was added.</param>
public sealed record Done(JournalId Journal, bool Again = false) : Answer;

/// <summary>It is not allowed now; nothing was recorded.</summary>
public sealed record Refused(ImmutableArray<Reason> Reasons) : Answer
{
    public Refused(string code, string detail)
        : this([new(code, detail)])
    {
    }

    /// <summary>What the session says against it.</summary>
    public static Refused For(Refusal refusal)
    {
        var name = refusal.Reason.ToString();
        return new($"act.{char.ToLowerInvariant(name[0])}{name[1..]}", refusal.Detail);
    }
}

/// <summary>The disk did not confirm it: it does not count and the part is interrupted.</summary>
public sealed record NotRecorded(StorageFault Fault) : Answer;

/// <summary>One reason against an act.</summary>
/// <param name="Code">Key of the text in the message catalogue.</param>
/// <param name="Detail">What it is about: a device, a signal, a value. No personal data.</param>
public sealed record Reason(string Code, string Detail)
{
    public override string ToString() => Detail.Length == 0 ? Code : $"{Code}: {Detail}";
}
