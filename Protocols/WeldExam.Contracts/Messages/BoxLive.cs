using System.Collections.Immutable;
using System.Text.Json;

namespace WeldExam.Contracts.Messages;

/// <summary>QoS 0: what a dashboard shows; never evidence.</summary>
/// <param name="Boot">The boot, 32 hexadecimal digits.</param>
/// <param name="Sequence">Rising within a boot.</param>
/// <param name="At">Wall clock of the box.</param>
/// <param name="Journal">The journal that is being written; null between parts.</param>
/// <param name="Phase">Where the exam stands, as a stable word.</param>
/// <param name="Points">Provisional points as a decimal string; null while unknown.</param>
/// <param name="Signals">Newest values.</param>
public sealed record BoxLive(
    string Boot, long Sequence, DateTimeOffset At, string? Journal, string Phase, string? Points, ImmutableArray<LiveSignal> Signals)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.BoxLive);

    public static BoxLive? TryRead(ReadOnlySpan<byte> json) => ContractsJson.TryRead(json, ContractsJson.Default.BoxLive);
}

/// <summary>One signal's newest value.</summary>
/// <param name="Name">As in the channel table.</param>
/// <param name="Value">Decimal string; null while unknown.</param>
/// <param name="Unit">Its unit; null for a switch.</param>
public sealed record LiveSignal(string Name, string? Value, string? Unit);
