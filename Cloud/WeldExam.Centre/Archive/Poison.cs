using WeldExam.Exam;

namespace WeldExam.Centre.Archive;

/// <summary>A message set aside with its reason; it never stops the stream.</summary>
/// <param name="Hash">SHA-256 of the message: the same one again is not kept twice.</param>
/// <param name="Topic">Where it came.</param>
/// <param name="Reason">Why it is no block of that journal.</param>
/// <param name="Bytes">Its first bytes, at most <see cref="MaxBytes"/>.</param>
/// <param name="At">When it came first.</param>
public sealed record Poison(Hash256 Hash, string Topic, string Reason, ReadOnlyMemory<byte> Bytes, DateTimeOffset At)
{
    public const int MaxBytes = 64 * 1024;

    /// <summary>The store keeps the newest ones only.</summary>
    public const int MaxKept = 10_000;
}
