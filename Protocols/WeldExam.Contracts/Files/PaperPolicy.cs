using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Topics;
using WeldExam.Exam;
using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Files;

/// <summary>The centre's permission to hold exams under a sample paper: one paper, one point, for a time. Nothing else can give it.</summary>
/// <param name="Id">Stable name; a later version of it replaces this one, an expired version withdraws it.</param>
/// <param name="Version">Rising from 1; a box never goes back.</param>
/// <param name="Point">The only exam point where it counts.</param>
/// <param name="PaperHash">SHA-256 of the paper, hexadecimal.</param>
/// <param name="NotBefore">From then on.</param>
/// <param name="Expires">Until then.</param>
/// <param name="ApprovedBy">The two people at the centre who answer for it, by staff number.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record PaperPolicy(
    string Id,
    int Version,
    string Point,
    string PaperHash,
    DateTimeOffset NotBefore,
    DateTimeOffset Expires,
    ImmutableArray<string> ApprovedBy,
    string Reason)
{
    /// <summary>A longer permission is a decision that ought to be taken again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private const int Approvers = 2;

    /// <summary>The paper it is about.</summary>
    public Hash256 Paper() => Hash256.TryParse(PaperHash, out var hash) ? hash : throw new InvalidOperationException("A policy is checked before it is used.");

    /// <summary>UTF-8 JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Strict.PaperPolicy);

    /// <summary>The unsigned file.</summary>
    public SignedFile ToFile() => new(FileKind.Policy, Id, Version.ToString(CultureInfo.InvariantCulture), ToJson());

    /// <summary>Reads and checks a policy; null with the reason when it is refused.</summary>
    public static PaperPolicy? TryRead(ReadOnlySpan<byte> json, out string reason)
    {
        try
        {
            var policy = JsonSerializer.Deserialize(json, ContractsJson.Strict.PaperPolicy);
            reason = policy is null ? "nothing" : policy.Fault() ?? string.Empty;
            return reason.Length == 0 ? policy : null;
        }
        catch (JsonException exception)
        {
            reason = exception.Message;
            return null;
        }
    }

    /// <summary>What it says of the present moment. Doubt about the clock goes against the permission: it counts only where every moment
    /// that it may be now lies within it.</summary>
    public PolicyStanding StandingAt(ClockAnchor clock) =>
        clock.Source == ClockSource.Unsynchronised ? PolicyStanding.ClockUnknown
        : clock.Utc + clock.Uncertainty >= Expires ? PolicyStanding.Expired
        : clock.Utc - clock.Uncertainty < NotBefore ? PolicyStanding.NotYet
        : PolicyStanding.InForce;

    private string? Fault() =>
        !TopicLevel.IsValid(Id) ? "id cannot stand in a topic"
        : Version < 1 ? "version begins at 1"
        : !TopicLevel.IsValid(Point) ? "point cannot stand in a topic"
        : !Hash256.TryParse(PaperHash, out _) ? "paperHash is not a SHA-256"
        : Expires <= NotBefore ? "it expires before it begins"
        : Expires - NotBefore > Longest ? $"it lasts longer than {Longest.TotalDays:0} days"
        : ApprovedBy.IsDefault || ApprovedBy.Any(string.IsNullOrWhiteSpace) || ApprovedBy.Distinct(StringComparer.Ordinal).Count() < Approvers ? "two people approve it"
        : string.IsNullOrWhiteSpace(Reason) ? "a reason is missing"
        : null;
}

/// <summary>Whether a policy counts at a moment.</summary>
public enum PolicyStanding
{
    InForce,
    NotYet,
    Expired,

    /// <summary>Nobody vouches for the clock.</summary>
    ClockUnknown,
}
