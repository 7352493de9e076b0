using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Scores;

/// <summary>The practical result of one sitting. A box says no more than this: never "certificate eligible".</summary>
/// <param name="Sitting">The sitting.</param>
/// <param name="Candidate">The pseudonym.</param>
/// <param name="Paper">Which paper.</param>
/// <param name="Mode">Practice if any part was.</param>
/// <param name="IsTest">Simulated devices took part somewhere.</param>
/// <param name="Outcome">The result.</param>
/// <param name="Total">Weighted points out of 100, unrounded; null while something is open.</param>
/// <param name="Pass">Points from which it is passed.</param>
/// <param name="IsVetoed">A veto applies: failed whatever the points.</param>
/// <param name="Subjects">One line per subject of the paper.</param>
/// <param name="Open">What is missing.</param>
/// <param name="Replaced">Parts that another part replaces.</param>
public sealed record SittingResult(
    SittingId Sitting,
    string Candidate,
    SheetPaper Paper,
    ExamMode Mode,
    bool IsTest,
    SittingOutcome Outcome,
    decimal? Total,
    decimal Pass,
    bool IsVetoed,
    ImmutableArray<SubjectLine> Subjects,
    ImmutableArray<string> Open,
    ImmutableArray<JournalId> Replaced) : ScoreOutcome
{
    public bool IsSample => Paper.Status == PaperStatus.Sample;

    /// <summary>SHA-256 of the canonical JSON.</summary>
    public Hash256 Hash => Hash256.Of(ToCanonicalJson());

    /// <summary>UTF-8 JSON with a fixed order of fields, decimals as strings, no white space.</summary>
    public byte[] ToCanonicalJson()
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, ScoreSheetWriter.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("sitting", Sitting.ToString());
            json.WriteString("candidate", Candidate);
            ScoreSheetWriter.Write(json, Paper);
            json.WriteString("mode", ScoreSheetWriter.Word(Mode));
            json.WriteBoolean("test", IsTest);
            json.WriteString("outcome", ScoreSheetWriter.Word(Outcome));
            ScoreSheetWriter.Number(json, "total", Total);
            ScoreSheetWriter.Number(json, "pass", Pass);
            json.WriteBoolean("vetoed", IsVetoed);
            ScoreSheetWriter.List(json, "subjects", Subjects, line => Write(json, line));
            ScoreSheetWriter.List(json, "open", Open, json.WriteStringValue);
            ScoreSheetWriter.List(json, "replaced", Replaced, journal => json.WriteStringValue(journal.ToString()));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SubjectLine line)
    {
        json.WriteStartObject();
        json.WriteString("subject", line.Subject);
        ScoreSheetWriter.Text(json, "title", line.Title);
        ScoreSheetWriter.Number(json, "weight", line.Weight);
        json.WriteString("journal", line.Journal?.ToString());
        json.WriteString("merkleRoot", line.Journal is null ? null : line.MerkleRoot.ToString());
        json.WriteString("sheetHash", line.SheetHash?.ToString());
        ScoreSheetWriter.Number(json, "points", line.Points);
        ScoreSheetWriter.Number(json, "weighted", line.Weighted);
        json.WriteString("open", line.Open);
        json.WriteEndObject();
    }
}

/// <param name="Subject">K1 … K4.</param>
/// <param name="Title">For people.</param>
/// <param name="Weight">Percent.</param>
/// <param name="Journal">The part that counts; null when there is none.</param>
/// <param name="MerkleRoot">Its root.</param>
/// <param name="SheetHash">Its sheet.</param>
/// <param name="Points">Its points out of 100.</param>
/// <param name="Weighted">Points × weight / 100.</param>
/// <param name="Open">What is missing; null when nothing is.</param>
public sealed record SubjectLine(
    string Subject, Bilingual Title, decimal Weight, JournalId? Journal, Hash256 MerkleRoot, Hash256? SheetHash, decimal? Points, decimal? Weighted, string? Open);

/// <summary>What a sitting came to.</summary>
public enum SittingOutcome
{
    /// <summary>Parts or decisions are missing.</summary>
    Incomplete = 0,
    Passed = 1,
    Failed = 2,

    /// <summary>弃考.</summary>
    GaveUp = 3,

    /// <summary>违纪.</summary>
    Disqualified = 4,
    StoppedForSafety = 5,
}
