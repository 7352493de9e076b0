using System.Collections.Immutable;
using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Papers;

/// <summary>What a paper says about its exam beyond the points. What a paper leaves out is not enforced.</summary>
/// <param name="Drawing">How the task of a subject is found.</param>
/// <param name="Modes">In which modes parts may open.</param>
/// <param name="Forms">In which forms parts may open.</param>
/// <param name="Resit">What a later attempt must repeat; null where the paper does not say.</param>
/// <param name="Attempts">The last attempt that may open, from 1; null where the paper does not say.</param>
/// <param name="ValidityDays">Calendar days for which a passed subject is kept for a re-sit; null where the paper does not say.
/// For whoever adds up re-sits; a box adds up one sitting and does not read it.</param>
/// <param name="PublicationDays">Working days within which the centre publishes; null where the paper does not say. For whoever publishes.</param>
public sealed record PaperTerms(
    DrawMethod Drawing,
    ImmutableArray<ExamMode> Modes,
    ImmutableArray<ExamForm> Forms,
    ResitScope? Resit,
    int? Attempts,
    int? ValidityDays,
    int? PublicationDays)
{
    /// <summary>A paper that says nothing.</summary>
    public static readonly PaperTerms None = new(
        DrawMethod.Free, [ExamMode.Practice, ExamMode.Exam], [ExamForm.Instrumented, ExamForm.Real, ExamForm.Simulated], null, null, null, null);
}

/// <summary>How the task of a subject is found. The numbers are part of the journal format.</summary>
public enum DrawMethod
{
    /// <summary>Nobody draws at the box: whoever opens the part names the task, unless the roster does.</summary>
    Free = 0,

    /// <summary>系统抽题: the box draws.</summary>
    System = 1,

    /// <summary>考生抽题: the candidate picks one of the hidden lots.</summary>
    Candidate = 2,
}

/// <summary>What a re-sit consists of.</summary>
public enum ResitScope
{
    /// <summary>The failed subjects only.</summary>
    FailedSubjects = 0,

    /// <summary>Every subject again.</summary>
    All = 1,
}

/// <summary>What this paper was made from by an overlay.</summary>
/// <param name="Id">Of the base.</param>
/// <param name="Version">Of the base.</param>
/// <param name="Hash">SHA-256 of the base's bundle.</param>
/// <param name="Overlay">File name of the overlay.</param>
/// <param name="Overrides">What it changed.</param>
public sealed record PaperBase(string Id, string Version, Hash256 Hash, string Overlay, ImmutableArray<PaperOverride> Overrides);

/// <param name="Path">Such as <c>tasks/K11/timeLimitSeconds</c>.</param>
/// <param name="From">As the base says it.</param>
/// <param name="To">As the overlay says it.</param>
public sealed record PaperOverride(string Path, string From, string To);
