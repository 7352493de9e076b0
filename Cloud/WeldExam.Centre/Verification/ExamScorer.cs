using System.Globalization;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;
using WeldExam.Exam.Scores;

namespace WeldExam.Centre.Verification;

/// <summary>The exam's own scoring: the very code that runs on the box.</summary>
public sealed class ExamScorer : IExamScorer
{
    public PaperAnswer Check(string file, ReadOnlyMemory<byte> paper) => PaperReader.Read(file, paper.Span) switch
    {
        PaperAccepted { Paper: var read } => new PaperFits(read.Id, read.Version, Word(read.Status)),
        PaperRefused refused => new PaperFaulty([.. refused.Errors.Select(error => error.ToString())]),
        var other => throw new InvalidOperationException($"unexpected answer {other}"),
    };

    public ScoreAnswer Score(ReadOnlyMemory<byte> paper, IReadOnlyList<Recorded> journal) =>
        Read(paper) is { } read ? Answer(Scoring.Score(read, journal)) : Unread;

    public ScoreAnswer Total(ReadOnlyMemory<byte> paper, IReadOnlyList<VerifiedPart> parts) => Read(paper) is { } read
        ? Answer(SittingTotal.Of(read, [.. parts.Select(part => new PartResult(part.Journal, part.MerkleRoot, ScoreSheet.Parse(part.Sheet)))]))
        : Unread;

    /// <summary>A paper was accepted once: that this version refuses it means that another version wrote it.</summary>
    private static NoScore Unread => new("this version cannot read the paper", IsVersion: true);

    private static Paper? Read(ReadOnlyMemory<byte> paper) => (PaperReader.Read("paper", paper.Span) as PaperAccepted)?.Paper;

    private static ScoreAnswer Answer(ScoreOutcome outcome) => outcome switch
    {
        ScoreSheet sheet => new Scored(sheet.ToCanonicalJson(), sheet.Hash, Text(sheet.Points), sheet.IsVetoed ? "vetoed" : Word(sheet.Outcome)),
        SittingResult result => new Scored(result.ToCanonicalJson(), result.Hash, Text(result.Total), Word(result.Outcome)),
        NotPossible none => new NoScore(none.Reason, none.IsVersion),
        var other => throw new InvalidOperationException($"unexpected answer {other}"),
    };

    private static string? Text(decimal? points) => points?.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
