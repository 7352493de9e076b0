using System.Collections.Immutable;
using System.Text.Json;

namespace WeldExam.Contracts.Messages;

/// <summary>Retained: what a station is ready for, per task.</summary>
/// <param name="Boot">The boot, 32 hexadecimal digits.</param>
/// <param name="Sequence">Rising within a boot.</param>
/// <param name="ValidUntil">Until when it may be believed.</param>
/// <param name="Tasks">One line per task.</param>
public sealed record BoxReadiness(string Boot, long Sequence, DateTimeOffset ValidUntil, ImmutableArray<TaskReadiness> Tasks)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.BoxReadiness);

    public static BoxReadiness? TryRead(ReadOnlySpan<byte> json) => ContractsJson.TryRead(json, ContractsJson.Default.BoxReadiness);
}

/// <summary>Readiness for one task.</summary>
/// <param name="Task">K11 … K42.</param>
/// <param name="Verdict">The gate's answer.</param>
/// <param name="Reasons">Each reason against it, for people.</param>
public sealed record TaskReadiness(string Task, ReadinessVerdict Verdict, ImmutableArray<string> Reasons);

/// <summary>The gate's answer. In JSON by name.</summary>
public enum ReadinessVerdict
{
    NotReady,

    /// <summary>Named items become manual.</summary>
    ReadyWithFallback,
    Ready,
}
