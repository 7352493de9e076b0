using System.Collections.Immutable;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Centre.Verification;

/// <summary>The exam's own scoring, as the centre asks for it: bytes in, canonical bytes out.</summary>
public interface IExamScorer
{
    /// <summary>Checks a paper file.</summary>
    PaperAnswer Check(string file, ReadOnlyMemory<byte> paper);

    /// <summary>Scores one part from its journal.</summary>
    ScoreAnswer Score(ReadOnlyMemory<byte> paper, IReadOnlyList<Recorded> journal);

    /// <summary>The total of a sitting from verified parts.</summary>
    ScoreAnswer Total(ReadOnlyMemory<byte> paper, IReadOnlyList<VerifiedPart> parts);
}

/// <summary>A sealed part whose chain, root and score the centre has found true.</summary>
public sealed record VerifiedPart(JournalId Journal, Hash256 MerkleRoot, ReadOnlyMemory<byte> Sheet);

public abstract record ScoreAnswer
{
    private protected ScoreAnswer()
    {
    }
}

/// <summary>A sheet.</summary>
/// <param name="Json">Canonical JSON, UTF-8.</param>
/// <param name="Hash">SHA-256 of it.</param>
/// <param name="Points">Decimal; null while decisions are missing.</param>
/// <param name="Verdict">How it ended, as a stable word.</param>
public sealed record Scored(ReadOnlyMemory<byte> Json, Hash256 Hash, string? Points, string Verdict) : ScoreAnswer;

/// <summary>No sheet, and why.</summary>
/// <param name="Reason">For people.</param>
/// <param name="IsVersion">A newer version would know: neither agreement nor alarm.</param>
public sealed record NoScore(string Reason, bool IsVersion) : ScoreAnswer;

public abstract record PaperAnswer
{
    private protected PaperAnswer()
    {
    }
}

public sealed record PaperFits(string Id, string Version, string Status) : PaperAnswer;

/// <summary>Every error with file, line and column.</summary>
public sealed record PaperFaulty(ImmutableArray<string> Errors) : PaperAnswer;
