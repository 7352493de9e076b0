using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Topics;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Files;

/// <summary>Who sits at a point: pseudonyms and masked names only, found by a keyed hash of the ID number.</summary>
/// <param name="Point">The exam point.</param>
/// <param name="Version">Rising from 1; a box never goes back.</param>
/// <param name="Candidates">Each candidate's attempt.</param>
public sealed record Roster(string Point, int Version, ImmutableArray<RosterCandidate> Candidates)
{
    /// <summary>UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Strict.Roster);

    /// <summary>The unsigned file.</summary>
    public SignedFile ToFile() => new(FileKind.Roster, Point, Version.ToString(CultureInfo.InvariantCulture), ToJson());

    /// <summary>Reads and checks a roster; null with the reason when it is refused whole.</summary>
    public static Roster? TryRead(ReadOnlySpan<byte> json, out string reason)
    {
        try
        {
            var roster = JsonSerializer.Deserialize(json, ContractsJson.Strict.Roster);
            reason = roster is null ? "nothing" : roster.Fault() ?? string.Empty;
            return reason.Length == 0 ? roster : null;
        }
        catch (JsonException exception)
        {
            reason = exception.Message;
            return null;
        }
    }

    /// <summary>The key under which a candidate is found: HMAC-SHA256 of the ID number (GB 11643, upper-case X) under the roster's key, lower-case hex.</summary>
    public static string KeyOf(ReadOnlySpan<byte> rosterKey, string idNumber) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(rosterKey, Encoding.UTF8.GetBytes(idNumber.Trim().ToUpperInvariant())));

    private bool AreDistinct<T>(Func<RosterCandidate, T> of) => Candidates.DistinctBy(of).Count() == Candidates.Length;

    private string? Fault()
    {
        if (!TopicLevel.IsValid(Point))
            return "point cannot stand in a topic";
        if (Version < 1)
            return "version begins at 1";
        if (Candidates.IsDefault)
            return "candidates are missing";
        for (var i = 0; i < Candidates.Length; i++)
        {
            // The array promises no nulls, JSON does not keep the promise.
            if ((Candidates[i] is { } candidate ? candidate.Fault() : "nothing") is { } fault)
                return $"candidates[{i}]: {fault}";
        }

        return !AreDistinct(candidate => Guid.ParseExact(candidate.Sitting, "N")) ? "two candidates share a sitting"
            : !AreDistinct(candidate => candidate.Key) ? "two candidates share a key"
            : !AreDistinct(candidate => candidate.Pseudonym) ? "two candidates share a pseudonym"
            : null;
    }
}

/// <summary>One attempt of one candidate.</summary>
/// <param name="Key"><see cref="Roster.KeyOf"/> of the ID number.</param>
/// <param name="Pseudonym">What journals and topics call the candidate.</param>
/// <param name="DisplayName">Masked: 王**.</param>
/// <param name="Sitting">Id of the sitting, 32 hexadecimal digits.</param>
/// <param name="Subjects">K1 … K4: what the sitting consists of.</param>
/// <param name="Tasks">The tasks drawn, by subject; null where they are drawn at the point.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="PaperHash">SHA-256 of the paper that counts, hexadecimal.</param>
public sealed record RosterCandidate(
    string Key,
    string Pseudonym,
    string DisplayName,
    string Sitting,
    ImmutableArray<string> Subjects,
    ImmutableArray<string>? Tasks,
    int Attempt,
    string PaperHash)
{
    /// <summary>Code of the candidate's training body, opaque; null for a candidate who came without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrainingBody { get; init; }

    /// <summary>What a re-sit keeps of earlier sittings; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<RosterKept>? Keeps { get; init; }

    internal string? Fault() =>
        !Hash256.TryParse(Key, out _) || Key.AsSpan().ContainsAnyInRange('A', 'F') ? "key is not 64 lower-case hexadecimal digits"
        : !TopicLevel.IsValid(Pseudonym) ? "pseudonym cannot stand in a topic"
        : IdNumbers.LooksLikeOne(Pseudonym) ? "pseudonym looks like an ID number"
        : !DisplayName.Contains('*', StringComparison.Ordinal) ? "displayName is not masked"
        : !Guid.TryParseExact(Sitting, "N", out _) ? "sitting is not 32 hexadecimal digits"
        : Subjects.IsDefaultOrEmpty ? "subjects are missing"
        : Subjects.Any(string.IsNullOrEmpty) ? "a subject is empty"
        : Attempt < 1 ? "attempt begins at 1"
        : !Hash256.TryParse(PaperHash, out _) ? "paperHash is not a SHA-256"
        : TrainingBody is not null && (TrainingBody.Trim().Length == 0 || IdNumbers.LooksLikeOne(TrainingBody)) ? "trainingBody is empty or looks like an ID number"
        : Keeps is { } keeps && keeps.Any(kept => kept?.ToSubject() is null) ? "keeps: a part is not 32 or a root not 64 hexadecimal digits, or a subject is empty"
        : null;
}

/// <summary>A subject that a re-sit keeps.</summary>
/// <param name="Subject">K1 … K4.</param>
/// <param name="Part">The earlier part, 32 hexadecimal digits.</param>
/// <param name="Root">The Merkle root it was sealed under, 64 hexadecimal digits.</param>
/// <param name="ValidUntil">Last day on which it can be kept, UTC.</param>
public sealed record RosterKept(string Subject, string Part, string Root, DateOnly ValidUntil)
{
    /// <summary>As journals have it; null when it means nothing.</summary>
    public KeptSubject? ToSubject() => !string.IsNullOrWhiteSpace(Subject) && Guid.TryParseExact(Part, "N", out var part) && Hash256.TryParse(Root, out var root)
        ? new(Subject, new(part), root, ValidUntil)
        : null;
}
