using System.Collections.Immutable;
using System.Text.Json;

namespace WeldExam.Contracts.Files;

/// <summary>Content of an issued roster, JSON. It names nobody: candidates are found by a keyed hash of their ID number.</summary>
/// <param name="Point">The exam point it is for.</param>
/// <param name="Candidates">Who is expected.</param>
public sealed record RosterFile(string Point, ImmutableArray<RosterLine> Candidates)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.RosterFile);

    /// <summary>Null with the reason when it is not a roster.</summary>
    public static RosterFile? Read(ReadOnlySpan<byte> json, out string reason)
    {
        try
        {
            var roster = JsonSerializer.Deserialize(json, ContractsJson.Default.RosterFile);
            reason = roster is null || roster.Point is null || roster.Candidates.IsDefault || roster.Candidates.Any(line => !line.IsWhole)
                ? "a field is missing"
                : "";
            return reason.Length == 0 ? roster : null;
        }
        catch (JsonException exception)
        {
            reason = exception.Message;
            return null;
        }
    }
}

/// <summary>One candidate.</summary>
/// <param name="Key">HMAC-SHA256 of the ID number under the point's roster key, lower-case hexadecimal.</param>
/// <param name="Pseudonym">The only name in journals and topics.</param>
/// <param name="DisplayName">Masked name for the station's screen (王**).</param>
/// <param name="Sitting">Id of the sitting.</param>
/// <param name="Subjects">K1 … K4 as far as the sitting covers them.</param>
/// <param name="Attempt">Number of the attempt, from 1.</param>
/// <param name="Paper">SHA-256 of the paper.</param>
public sealed record RosterLine(
    string Key, string Pseudonym, string DisplayName, Guid Sitting, ImmutableArray<string> Subjects, int Attempt, string Paper)
{
    internal bool IsWhole => Key is not null && Pseudonym is not null && DisplayName is not null && !Subjects.IsDefaultOrEmpty && Attempt > 0 && Paper is not null;
}
