using System.Text.Json;

namespace WeldExam.Contracts.Messages;

/// <summary>What a retained status says. Past its <see cref="ValidUntil"/> a box is unknown, not "online".</summary>
/// <param name="Boot">The boot, 32 hexadecimal digits: a message of an earlier boot says nothing about this one.</param>
/// <param name="Gone">The box left or its link broke (the will).</param>
/// <param name="Sequence">Rising within a boot; null in a will.</param>
/// <param name="ValidUntil">Until when it may be believed; null in a will.</param>
/// <param name="PendingBlocks">Durable blocks that no receipt covers; null in a will.</param>
public sealed record BoxStatus(
    string Boot,
    bool Gone,
    long? Sequence = null,
    DateTimeOffset? ValidUntil = null,
    long? PendingBlocks = null)
{
    /// <summary>The last will.</summary>
    public static BoxStatus Will(string boot) => new(boot, Gone: true);

    /// <summary>Whether the box may be called present at <paramref name="now"/>.</summary>
    public bool IsPresent(DateTimeOffset now) => !Gone && ValidUntil > now;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.BoxStatus);

    public static BoxStatus? TryRead(ReadOnlySpan<byte> json) => ContractsJson.TryRead(json, ContractsJson.Default.BoxStatus);
}
